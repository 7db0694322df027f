using System.Collections.Immutable;
using Sweep.Core.Spaces;
using Sweep.Core.Trainers;
using Sweep.Core.Trials;
using Sweep.Grains.Processes;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Processes;

/// <summary>A workplace in a folder of the test, and shell scripts that train in it.</summary>
internal sealed class CommandBench : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CommandBench(Func<string, string?>? secrets = null) => Workplace = new CommandWorkplace(Root, secrets ?? (_ => null));

    public CommandWorkplace Workplace { get; }

    public Guid Sweep { get; } = Guid.NewGuid();

    /// <summary>The folder of work.</summary>
    public string Root => _folder.File("work");

    public CommandLimits Limits { get; set; } = new(Grace: TimeSpan.FromSeconds(5));

    public long Number { get; set; } = 7;

    public bool IsResumable { get; set; }

    public int Slots { get; set; } = 1;

    public double? Target { get; set; }

    public ImmutableArray<int> Stops { get; set; } = [];

    public ImmutableArray<int> Pauses { get; set; } = [];

    public ImmutableArray<string> Secrets { get; set; } = [];

    public ImmutableSortedDictionary<string, string> Environment { get; set; } = ImmutableSortedDictionary<string, string>.Empty;

    public TrialPoint Point { get; set; } = new(["lr", "layers", "name", "flag"], [0.1, 3, "a", true]);

    /// <summary>A path beside the folder of work.</summary>
    public string File(string name) => _folder.File(name);

    /// <summary>Begins the script.</summary>
    public ITrainingRun Begin(string script, int attempt = 1, params ImmutableArray<string> arguments) =>
        BeginCommand(attempt, ["sh", _folder.Write($"train-{attempt}.sh", script), .. arguments]);

    /// <summary>Begins any command.</summary>
    public ITrainingRun BeginCommand(int attempt, params ImmutableArray<string> words)
    {
        var command = new TrainerCommand(words, ArgumentStyle.Gnu, _folder.Path, Environment, Secrets, Limits);
        var spec = new TrainerSpec(TrainerSpec.CommandName) { Command = command, IsResumable = IsResumable, Slots = Slots };
        var order = new TrainingOrder
        {
            Sweep = Sweep,
            Trial = new TrialDefinition(Number, Point, 2, 12, 22),
            Stops = Stops,
            Pauses = Pauses,
            Attempt = attempt,
            Target = Target,
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        };
        return new CommandTrainer(spec, Workplace).Begin(order, null);
    }

    /// <summary>Runs the script to its end.</summary>
    public TrialResult Train(string script, params ImmutableArray<string> arguments)
    {
        using var run = Begin(script, 1, arguments);
        run.AdvanceTo(int.MaxValue, CancellationToken.None);
        Assert.True(run.IsFinished);
        return run.ResultAt(run.Step);
    }

    /// <summary>Runs the script, which must fail.</summary>
    public TrainerException Fail(string script) => Assert.Throws<TrainerException>(() => Train(script));

    /// <summary>Takes away what the trial has kept; returns how many files that were.</summary>
    public int RemoveCheckpoints()
    {
        var files = Directory.GetFiles(Path.Combine(Root, $"{Sweep:N}", "7", "checkpoints"));
        foreach (var file in files)
            System.IO.File.Delete(file);
        return files.Length;
    }

    public void Dispose()
    {
        Workplace.Dispose();
        _folder.Dispose();
    }
}
