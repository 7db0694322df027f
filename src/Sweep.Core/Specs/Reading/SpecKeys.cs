namespace Sweep.Core.Specs.Reading;

/// <summary>The keys of a spec. The validator and the editors' schema both read these.</summary>
internal static class SpecKeys
{
    public static IReadOnlyList<string> Top { get; } =
    [
        "version", "name", "parameters", "replicates", "data_seed", "init_seed", "sampler", "target", "record", "weight", "max_concurrent", "reuse",
        "trainer", "objective", "scale", "pruner", "budget", "enqueue", "history", "notify", "constraints",
    ];

    /// <summary>Keys that a later version will give a meaning to.</summary>
    public static IReadOnlyList<string> Reserved { get; } = ["trace"];

    /// <summary>What JSON editors read to find the schema; it means nothing to Sweep.</summary>
    public const string Schema = "$schema";

    public static IReadOnlyList<string> Samplers { get; } = [.. SamplerDeclarations.All.Select(declared => declared.Name)];

    /// <summary>Of all kinds of samplers together.</summary>
    public static IReadOnlyList<string> Sampler { get; } =
        ["kind", .. SamplerDeclarations.All.SelectMany(declared => declared.Options).Select(option => option.Name).Distinct()];

    public static IReadOnlyList<string> Record { get; } = ["every"];

    public static IReadOnlyList<string> Objective { get; } = ["metric", "goal", Reference];

    public static IReadOnlyList<string> Pruner { get; } = ["kind", "min", "factor", "cohort"];

    public static IReadOnlyList<string> Budget { get; } = ["trials", "iterations", "patience", "target", "time", "train_time"];

    public static IReadOnlyList<string> Notify { get; } = ["url", "events", "secret", "after"];

    public static IReadOnlyList<string> Trainer { get; } =
    [
        "name", "command", "args", "directory", "environment", "secrets", "limits", "version", "resource", "prefix", "resumable", "deterministic",
        "slots",
    ];

    /// <summary>Keys of a trainer that only a command has.</summary>
    public static IReadOnlyList<string> OfCommand { get; } = ["args", "directory", "environment", "secrets", "limits"];

    public static IReadOnlyList<string> Limits { get; } = ["time", "silence", "memory", "grace", "attempts"];

    /// <summary>Keys of <see cref="Trainer"/> that an external one has: it is told nothing, and each of its runs is one trial from its beginning.</summary>
    public static IReadOnlyList<string> OfExternal { get; } = ["name", "version", "resource", "deterministic", "limits"];

    /// <summary>Limits of an external trainer.</summary>
    public static IReadOnlyList<string> ExternalLimits { get; } = ["silence"];

    /// <summary>Of a parameter that is a mapping: its values are a list, or one of two ranges.</summary>
    public static IReadOnlyList<string> Range { get; } = ["linear", "log", "count", "step", Values, When];

    /// <summary>Of an objective beside others.</summary>
    public const string Reference = "reference";

    public const string Values = "values";

    public const string When = "when";

    /// <summary>Of a parameter with a list of values.</summary>
    public static IReadOnlyList<string> Listed { get; } = [Values, When];
}
