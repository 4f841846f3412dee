package io.sluice.loganalytics.parse;

import static io.sluice.loganalytics.event.RequestField.CLIENT_ADDRESS;
import static io.sluice.loganalytics.event.RequestField.FORWARDED_FOR;
import static io.sluice.loganalytics.event.RequestField.REMOTE_ADDRESS;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
  private static final String[] TRUSTED = {"10.0.0.0/8", "2001:db8:ff::/48"};

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.7               | 203.0.113.7",
        "203.0.113.7:51234         | 203.0.113.7",
        "2001:db8::1               | 2001:db8::1",
        "[2001:db8::1]             | 2001:db8::1",
        "[2001:db8::1]:443         | 2001:db8::1",
        "fe80::1%eth0              | fe80::1",
        "[fe80::1%25en0]:80        | fe80::1",
        "::ffff:203.0.113.7        | 203.0.113.7",
        "0:0:0:0:0:ffff:cb00:7107  | 203.0.113.7",
        "2001:DB8:0:0:0:0:0:1      | 2001:db8::1",
        "::                        | ::",
        "client.example.com        | client.example.com",
        "client.example.com:80     | client.example.com",
        "unix:                     | unix:",
        "[nonsense]:80             | [nonsense]:80",
        "300.1.1.1                 | 300.1.1.1"
      })
  void takesPortBracketsAndZoneOff(String remote, String client) {
    LineTester.auto()
        .reads(line(remote, "-"))
        .with(REMOTE_ADDRESS, remote)
        .with(CLIENT_ADDRESS, client);
  }

  @Test
  void numbersAddresses() {
    LineTester.auto().reads(line("203.0.113.7:80", "-")).withAddress(0, 0x0000_ffff_cb00_7107L);
    LineTester.auto().reads(line("::ffff:203.0.113.7", "-")).withAddress(0, 0x0000_ffff_cb00_7107L);
    LineTester.auto().reads(line("[2001:db8::1]:443", "-")).withAddress(0x2001_0db8_0000_0000L, 1);
    LineTester.auto().reads(line("client.example.com", "-")).withAddress(0, 0);
    LineTester.auto().reads(line("300.1.1.1", "-")).withAddress(0, 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // remote                | X-Forwarded-For                          | client
        "10.0.0.1                | 203.0.113.7                              | 203.0.113.7",
        "10.0.0.1                | 198.51.100.9, 203.0.113.7, 10.1.1.1      | 203.0.113.7",
        "10.0.0.1                | 203.0.113.7,10.1.1.1,  10.2.2.2          | 203.0.113.7",
        "10.0.0.1                | 10.3.3.3, 10.1.1.1                       | 10.3.3.3",
        "10.0.0.1                | 203.0.113.7:4711, [2001:db8:ff::7]:443   | 203.0.113.7",
        "2001:db8:ff::1          | 2001:db8::9                              | 2001:db8::9",
        "::ffff:10.0.0.1         | 203.0.113.7                              | 203.0.113.7",
        // The peer is nobody: what it says is worth nothing.
        "192.0.2.1               | 203.0.113.7                              | 192.0.2.1",
        "proxy.example.com       | 203.0.113.7                              | proxy.example.com",
        // What is no address ends the walk at the hop before.
        "10.0.0.1                | 203.0.113.7, unknown                     | 10.0.0.1",
        "10.0.0.1                | 203.0.113.7, , 10.1.1.1                  | 10.1.1.1",
        "10.0.0.1                | 203.0.113.7, <script>, 10.1.1.1          | 10.1.1.1",
        "10.0.0.1                | ,                                        | 10.0.0.1",
        "10.0.0.1                | 203.0.113.007                            | 10.0.0.1",
        "10.0.0.1                | -                                        | 10.0.0.1"
      })
  void walksFromTheRightPastTrustedProxies(String remote, String forwarded, String client) {
    LineTester.auto(TRUSTED).reads(line(remote, forwarded)).with(CLIENT_ADDRESS, client);
  }

  @Test
  void believesNobodyUnlessTold() {
    LineTester.auto()
        .reads(line("10.0.0.1", "203.0.113.7"))
        .with(CLIENT_ADDRESS, "10.0.0.1")
        .with(FORWARDED_FOR, "203.0.113.7");
  }

  @Test
  void believesAUnixSocketIfTold() {
    LineTester.auto("unix:")
        .reads(line("unix:", "203.0.113.7"))
        .with(CLIENT_ADDRESS, "203.0.113.7");
    LineTester.auto("unix:")
        .reads(line("10.0.0.1", "203.0.113.7"))
        .with(CLIENT_ADDRESS, "10.0.0.1");
    LineTester.auto(TRUSTED).reads(line("unix:", "203.0.113.7")).with(CLIENT_ADDRESS, "unix:");
  }

  @Test
  void theNumberIsThatOfTheClient() {
    LineTester.auto(TRUSTED)
        .reads(line("10.0.0.1", "203.0.113.7, 10.1.1.1"))
        .withAddress(0, 0x0000_ffff_cb00_7107L);
  }

  private static String line(String remote, String forwarded) {
    return remote
        + " - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 1 \"-\" \"-\" \""
        + forwarded
        + "\"";
  }
}
