using Sweep.Core.Pruners;
using Sweep.Core.Specs;
using Sweep.Core.Specs.Reading;

namespace Sweep.Core.Tests.Specs;

/// <summary>The section <c>pruner</c> of specs.</summary>
public sealed class PrunerSpecTests
{
    private const string Valid = "name: n\nparameters:\n  pattern: [circle]\n  iterations: [1000]\n";
    private const string Kinds = "asha, hyperband, median, target";

    public static TheoryData<string, PrunerSpec> Right => new()
    {
        { "pruner: asha", new PrunerSpec(PrunerKind.Asha, 13) },
        { "pruner: { kind: hyperband, factor: 10 }", new PrunerSpec(PrunerKind.Hyperband, 1, 10) },
        { "pruner: { kind: median, min: 999, cohort: 5 }", new PrunerSpec(PrunerKind.Median, 999, Cohort: 5) },
        { "pruner: { kind: target, min: 1, factor: 2 }", new PrunerSpec(PrunerKind.Target, 1, 2) },
    };

    public static TheoryData<string, string> Wrong => new()
    {
        { "pruner: ashes", "pruner (line 5, column 9): ashes is no pruner; did you mean \"asha\"?" },
        { "pruner: { min: 3 }", $"pruner.kind (line 5, column 9): is missing; write one of: {Kinds}" },
        { "pruner: { kind: asha, min: 1000 }", "pruner.min (line 5, column 28): 1000 must be at most 999; write a whole number from 1 to 999" },
        { "pruner: { kind: asha, factor: 1 }", "pruner.factor (line 5, column 31): 1 must be at least 2; write a whole number from 2 to 1000" },
        { "pruner: { kind: hyperband, cohort: 9 }", "pruner.cohort (line 5, column 36): is not of hyperband: the brackets say how many are judged together; leave it out" },
        { "pruner: asha\nreuse: database", "reuse (line 6, column 8): database would keep trials whole that the pruner may stop; write none, or leave it or the pruner out" },
        { "pruner:", "pruner (line 5, column 8): has no value; write { kind: asha, min: 10, factor: 3, cohort: 27 }" },
    };

    [Theory]
    [MemberData(nameof(Right))]
    public void Read_Pruner_IsTakenAndComesBackFromTheCanonicalForm(string written, PrunerSpec expected)
    {
        var spec = Read(Valid + written).Spec!;
        Assert.Equal((expected, ReuseScope.None), (spec.Pruner, spec.Reuse));
        Assert.Equal(spec, CanonicalSpec.FromJson(CanonicalSpec.ToJson(spec)));
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Read_WrongPruner_IsRefusedWithPlaceAndRemedy(string written, string expected) =>
        Assert.Equal(expected, Assert.Single(Read(Valid + written).Errors).ToString());

    [Theory]
    [InlineData("[10, 1000]", "are 2")]
    [InlineData("{ log: [10, 1000] }", "is a range of them")]
    public void Read_SeveralValuesOfTheResource_IsRefused(string values, string what) => Assert.Equal(
        $"pruner (line 6, column 9): needs one value of iterations, the most that a trial is trained, and there {what}; write iterations: [1000], or leave the pruner out",
        Assert.Single(Read(Valid.Replace("[1000]", values, StringComparison.Ordinal) + "sampler: random\npruner: asha").Errors).ToString());

    [Fact]
    public void Read_PrunerBesideASampler_IsTaken() => Assert.Equal(
        PrunerKind.Hyperband,
        Read(Valid + "  learning_rate: { log: [0.001, 0.1] }\nsampler: { kind: sobol, trials: 50 }\npruner: hyperband").Spec!.Pruner!.Kind);

    [Theory]
    [InlineData("{ command: [train, \"${args}\"], resource: epochs }", "command is none; say trainer.prefix: true, trainer.resumable: true where it is so")]
    [InlineData("{ command: [train, \"${args}\"], resource: epochs, prefix: true }", "command is none; say trainer.resumable: true where it is so")]
    [InlineData("{ command: [train, \"${args}\"], resumable: true }", "command is none; say trainer.resource, trainer.prefix: true where it is so")]
    [InlineData("{ name: external, resource: epochs }", "external is none; use a trainer of the silos'")]
    [InlineData("{ name: mine, resource: epochs }", "mine is none; use the perceptron or a trainer with a resource and prefix: true")]
    public void Read_TrainerThatCannotPause_IsRefused(string trainer, string expected) => Assert.Contains(
        $"needs a trainer that Sweep can stop on the way and go on with, and {expected}, or leave the pruner out",
        Assert.Single(Read(TextOf(trainer)).Errors).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Read_CommandThatResumes_IsTaken() =>
        Assert.NotNull(Read(TextOf("{ command: [train, \"${args}\"], resource: epochs, prefix: true, resumable: true }")).Spec!.Pruner);

    [Fact]
    public void Read_TargetWithoutOne_IsRefused()
    {
        var error = Assert.Single(Read(Valid + "objective: { metric: accuracy, goal: maximize }\npruner: target").Errors).ToString();
        Assert.Equal("pruner (line 6, column 9): stops at the target, and there is none; write target: { METRIC: VALUE }, or another pruner", error);
    }

    [Fact]
    public void ToJson_WithoutPruner_HasNoWordOfIt() => Assert.DoesNotContain("pruner", CanonicalSpec.ToJson(Read(Valid).Spec!), StringComparison.Ordinal);

    private static string TextOf(string trainer) =>
        $"name: n\ntrainer: {trainer}\nobjective: {{ metric: loss, goal: minimize }}\nparameters:\n  epochs: [9]\npruner: asha\n";

    private static SpecReadResult Read(string text) => SpecReader.Read(text);
}
