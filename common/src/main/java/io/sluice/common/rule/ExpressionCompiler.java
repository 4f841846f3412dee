package io.sluice.common.rule;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;

/**
 * Parses and checks expressions over the fields of a vocabulary. The language is CEL with its
 * standard functions and macros and the string extensions ({@code lowerAscii}, {@code replace},
 * {@code split} …). For any number of threads; the first expression of a JVM takes some 100 ms.
 *
 * @param <T> the records
 */
public final class ExpressionCompiler<T> {
  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .maxExpressionCodePointSize(20_000)
          .maxParseRecursionDepth(100)
          .comprehensionMaxIterations(10_000)
          .build();

  private final Vocabulary<T> vocabulary;
  private final CelCompiler compiler;
  private final CelRuntime runtime;

  public ExpressionCompiler(Vocabulary<T> vocabulary) {
    this.vocabulary = vocabulary;
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addLibraries(CelExtensions.strings())
            .setTypeProvider(vocabulary.types());
    vocabulary.variables().forEach(builder::addVar);
    this.compiler = builder.build();
    this.runtime =
        CelRuntimeFactory.plannerRuntimeBuilder()
            .setOptions(OPTIONS)
            .addLibraries(CelExtensions.strings())
            .build();
  }

  /** A condition. */
  public Expression<T> condition(String source) throws ExpressionException {
    return compile(source, FieldType.BOOLEAN);
  }

  /**
   * An expression of that type.
   *
   * @throws ExpressionException with the place of what is wrong
   */
  public Expression<T> compile(String source, FieldType type) throws ExpressionException {
    CelAbstractSyntaxTree tree = check(source, type);
    Node<T> node = Closures.compile(vocabulary, tree);
    return node == null
        ? program(source, type, tree)
        : new CompiledExpression<>(source, type, node);
  }

  /** The same in CEL's own runtime, to compare with. */
  public Expression<T> reference(String source, FieldType type) throws ExpressionException {
    return program(source, type, check(source, type));
  }

  /** The same expression in CEL's own runtime. */
  public Expression<T> interpreted(Expression<T> compiled) {
    try {
      return reference(compiled.source(), compiled.type());
    } catch (ExpressionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private CelAbstractSyntaxTree check(String source, FieldType type) throws ExpressionException {
    CelValidationResult result = compiler.compile(source);
    if (result.hasError()) {
      throw located(result.getErrors().get(0));
    }
    CelAbstractSyntaxTree tree;
    try {
      tree = result.getAst();
    } catch (CelValidationException unexpected) {
      throw new IllegalStateException(unexpected);
    }
    if (FieldType.of(tree.getResultType()) != type) {
      throw new ExpressionException(
          1, 1, "gives " + tree.getResultType().name() + " where " + type.label() + " is wanted");
    }
    return tree;
  }

  private static ExpressionException located(CelIssue issue) {
    return new ExpressionException(
        Math.max(1, issue.getSourceLocation().getLine()),
        issue.getSourceLocation().getColumn() + 1,
        issue.getMessage());
  }

  private Expression<T> program(String source, FieldType type, CelAbstractSyntaxTree tree)
      throws ExpressionException {
    try {
      return new CelProgram<>(source, type, vocabulary, runtime.createProgram(tree));
    } catch (CelEvaluationException wrong) {
      throw new ExpressionException(1, 1, wrong.getMessage());
    }
  }
}
