using System.Globalization;

namespace Sweep.Core.Trainers.Protocol;

/// <summary>The environment of one trial's process.</summary>
public static class TrialVariables
{
    /// <summary>Names with it are the protocol's.</summary>
    public const string Prefix = "SWEEP_";

    /// <summary>What marks all processes of a trial, so that none of them is overlooked when it ends.</summary>
    public const string Mark = "SWEEP_GUARD";

    /// <summary>Version of the protocol.</summary>
    public const string Protocol = "1";

    // A slot is one core; libraries would else start a thread for each core of the machine in every slot.
    private static readonly string[] ThreadCounts = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"];

    /// <summary>What passes of the silo's own, defaults, the command's own, and the protocol's: the later wins.</summary>
    /// <param name="silo">The silo's own environment.</param>
    /// <param name="command">What the command adds.</param>
    /// <param name="slots">Slots that it takes.</param>
    /// <param name="order">What is trained.</param>
    /// <param name="paths">Where it finds and leaves things.</param>
    /// <param name="resumeStep">From which step it goes on; 0 for its beginning.</param>
    /// <param name="mark">Value of <see cref="Mark"/>.</param>
    public static SortedDictionary<string, string> Of(
        IEnumerable<KeyValuePair<string, string>> silo, TrainerCommand command, int slots, TrainingOrder order, TrialPaths paths, int resumeStep, string mark)
    {
        ArgumentNullException.ThrowIfNull(silo);
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(paths);
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in silo)
        {
            if (PassedVariables.Passes(name))
                all[name] = value;
        }

        all["PYTHONUNBUFFERED"] = "1";
        foreach (var name in ThreadCounts)
            all[name] = Text(slots);
        foreach (var (name, value) in command.Environment)
            all[name] = value;
        all[$"{Prefix}PROTOCOL"] = Protocol;
        all[$"{Prefix}SWEEP_ID"] = order.Sweep.ToString("D");
        all[$"{Prefix}TRIAL"] = Text(order.Trial.Number);
        all[$"{Prefix}ATTEMPT"] = Text(order.Attempt);
        all[$"{Prefix}REPLICATE"] = Text(order.Trial.Replicate);
        all[$"{Prefix}DATA_SEED"] = Text(order.Trial.DataSeed);
        all[$"{Prefix}INIT_SEED"] = Text(order.Trial.InitSeed);
        all[$"{Prefix}SLOTS"] = Text(slots);
        if (!order.Stops.IsDefaultOrEmpty)
            all[$"{Prefix}STEPS"] = Text(order.Stops[^1]);
        all[$"{Prefix}RESUME_STEP"] = Text(resumeStep);
        all[$"{Prefix}PARAMETERS_FILE"] = paths.ParametersFile;
        all[$"{Prefix}REPORT_FILE"] = paths.ReportFile;
        all[$"{Prefix}STOP_FILE"] = paths.StopFile;
        all[$"{Prefix}CHECKPOINT_DIR"] = paths.Checkpoints;
        all[$"{Prefix}OUTPUT_DIR"] = paths.Output;
        if (paths.ResumeFrom is { } checkpoint)
            all[$"{Prefix}RESUME_CHECKPOINT"] = checkpoint;
        if (paths.Secrets is { } secrets)
            all[$"{Prefix}SECRETS_DIR"] = secrets;
        if (order.TraceParent is { } parent)
            all["TRACEPARENT"] = parent;
        all[Mark] = mark;
        return all;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
