using Sweep.Core.Budgets;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Specs.Reading;

namespace Sweep.Core.Tests.Specs;

public sealed class SpecExtenderTests
{
    private const string Grid = "name: grid # a comment\nparameters:\n  pattern: [circle]\n  learning_rate: { log: [.001, 1], count: 4 }\n  iterations: [10]\nreplicates: 2\nweight: 1.50\n";
    private const string Sampled = "name: s\nparameters: { pattern: [circle, diamond], learning_rate: { log: [0.001, 1] } }\nsampler: { kind: sobol, trials: 8, seed: 4 }\n";

    public static TheoryData<string, string, string> Wrong => new()
    {
        { Grid, "", "spec: is extended by nothing; say by which values, or to how many trials" },
        { Grid, "--trials 9", "trials: 9 cannot be asked for: the sweep trains all points of a grid; add values of its parameters" },
        { Grid, "rate=1", "parameters.rate: is no parameter of the sweep; name one of: pattern, learning_rate, iterations, samples, hidden" },
        { Grid, "learning_rate=0.1", "parameters.learning_rate: 0.1 is there already; leave it out" },
        { Grid, "iterations=1.5", "parameters.iterations[1]: 1.5 must be a whole number in plain digits; write a whole number from 1 to 1000000000" },
        { Sampled, "--trials 8", "sampler.trials: 8 must be more than the 8 that it had; ask for more" },
        { Sampled, "learning_rate=2", "parameters.learning_rate: is chosen by the sampler sobol, which would choose other points with more values; ask for more trials, or submit a spec of its own" },
        { Grid + "budget: { trials: 6 }", "--trials 6", "budget.trials: 6 must be more than the 6 that it had; ask for more" },
        {
            "name: s\nparameters: { pattern: [circle], learning_rate: { log: [0.001, 1] } }\nsampler: { kind: tpe, trials: 8 }", "--trials 20",
            "sampler: tpe chooses points by results, and nothing of such a sweep is copied; submit a spec of its own"
        },
        { Grid + "pruner: { kind: asha, min: 2 }", "learning_rate=2", "pruner: stops trials beside which others are judged: with more of them it would have stopped others; submit a spec with all of them" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Extend_WrongExtension_SaysWhy(string spec, string extension, string message)
    {
        var (read, _) = Extend(spec, extension);
        Assert.Null(read.Spec);
        Assert.Equal([message], read.Errors.Select(error => error.ToString()));
    }

    [Fact]
    public void Extend_ValuesOfAGrid_AreAddedToThoseThatItHas()
    {
        var before = SpecReader.Read(Grid).Spec!;
        var (read, text) = Extend(Grid, "learning_rate=2,3e-4 samples=20 --iterations 40,20");
        var spec = read.Spec!;
        Assert.Equal([0.001, 0.01, 0.1, 1, 2, 3e-4], spec.Find("learning_rate")!.Values.Select(value => value.Real));
        Assert.Equal([10, 40, 20], spec.Find("iterations")!.Values.Select(value => value.Whole));
        Assert.Equal([500, 20], spec.Find("samples")!.Values.Select(value => value.Whole));
        Assert.Equal((before.Name, before.Replicates, 1.5, ReuseScope.Database), (spec.Name, spec.Replicates, spec.Weight, spec.Reuse));
        Assert.Equal(spec, SpecReader.Read(text).Spec);
    }

    [Fact]
    public void Extend_ValuesOfAParameterWithACondition_StayUnderIt()
    {
        const string Spec = "name: n\ntrainer: { command: [train] }\nparameters: { optimizer: [sgd, adam], momentum: { values: [0.0, 0.9], when: { optimizer: sgd } }, decay: { linear: [0.0, 1.0], count: 3, when: { optimizer: adam } } }\n";
        var (read, text) = Extend(Spec, "momentum=0.5 decay=2.0");
        var (before, spec) = (SpecReader.Read(Spec).Spec!, read.Spec!);
        Assert.Equal([0.0, 0.9, 0.5], spec.Find("momentum")!.Values.Select(value => value.Real));
        Assert.Equal([0, 0.5, 1, 2], spec.Find("decay")!.Values.Select(value => value.Real));
        Assert.All(spec.Parameters, parameter => Assert.Equal(before.Find(parameter.Name)!.When, parameter.When));
        Assert.Equal(7, new SearchSpace(spec).PlannedTrials);
        Assert.Equal(spec, SpecReader.Read(text).Spec);
    }

    [Fact]
    public void Extend_TrialsOfASampler_AreMoreOfTheSamePoints()
    {
        var (read, text) = Extend(Sampled, "--trials 20");
        Assert.Equal(SpecReader.Read(Sampled).Spec! with { Sampler = SpecReader.Read(Sampled).Spec!.Sampler.With("trials", 20) }, read.Spec);
        Assert.Equal(read.Spec, SpecReader.Read(text).Spec);
        Assert.Equal(200, Extend(Sampled.Replace("{ kind: sobol, trials: 8, seed: 4 }", "random", StringComparison.Ordinal), "--trials 200").Read.Spec!.Sampler.Trials);
    }

    [Fact]
    public void Extend_OfABudget_LeavesOutWhatWouldEndItThereAgain()
    {
        const string Spec = Grid + "budget: { trials: 6, patience: 3, time: 2h }";
        Assert.Equal(new BudgetSpec(8, null, 3, Time: TimeSpan.FromHours(2)), Extend(Spec, "--trials 8").Read.Spec!.Budget);
        Assert.Equal(new BudgetSpec(8, Time: TimeSpan.FromHours(2)), Extend(Spec, "--trials 8", EndReason.Patience).Read.Spec!.Budget);
        Assert.Null(Extend(Grid + "budget: { target: true }", "learning_rate=2", EndReason.Target).Read.Spec!.Budget);
    }

    [Fact]
    public void Extend_OtherTrainer_KeepsKindsAndFolders()
    {
        const string Text = "name: c\ntrainer: { command: [train], resource: epochs, directory: code }\nobjective: { metric: loss, goal: minimize }\nparameters:\n  epochs: [9]\n  rate: [1.0, 2.0]\n  word: ['1', b]\n";
        var spec = SpecReader.Read(Text).Spec!;
        var placed = spec with { Trainer = spec.Trainer with { Command = spec.Trainer.Command! with { Directory = "/there/code" } } };
        SpecReadResult More(params string[] extension) => SpecExtender.Extend(
            Text, placed, null, Read(string.Join(' ', extension)), KnownTrainers.Default.And(placed.Trainer)).Read;
        var more = More("rate=3", "word=2", "--iterations 12").Spec!;
        Assert.Equal("/there/code", more.Trainer.Command!.Directory);
        Assert.Equal([ParameterKind.Whole, ParameterKind.Real, ParameterKind.Text], more.Parameters.Select(parameter => parameter.Kind));
        Assert.Equal([9, 12], more.Find("epochs")!.Values.Select(value => value.Whole));
        Assert.Contains("whole", Assert.Single(More("epochs=9.5").Errors).ToString(), StringComparison.Ordinal);
    }

    private static (SpecReadResult Read, string Text) Extend(string text, string extension, EndReason? endedBy = null) =>
        SpecExtender.Extend(text, SpecReader.Read(text).Spec!, endedBy, Read(extension), KnownTrainers.Default);

    /// <summary>In the words of the command line.</summary>
    private static SweepExtension Read(string extension)
    {
        string[] words = extension.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var values = words.Where(word => word.Contains('=', StringComparison.Ordinal)).Select(word => word.Split('='))
            .ToDictionary(pair => pair[0], pair => (IReadOnlyList<string>)pair[1].Split(','));
        string? After(string option) => Array.IndexOf(words, option) is >= 0 and var place ? words[place + 1] : null;
        return new SweepExtension(
            After("--iterations")?.Split(',') ?? [], After("--trials") is { } trials ? long.Parse(trials, System.Globalization.CultureInfo.InvariantCulture) : null, values);
    }
}
