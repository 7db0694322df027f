using System.Globalization;

namespace Sweep.Grains.Processes;

/// <summary>
/// Where one attempt at a run has its files. What ends with the attempt and is small is in memory, since files on a disk that is at work can take longer
/// than a short trial; all that an attempt has is its own, since one that is thought lost may still run. Checkpoints and output are the trial's, on disk.
/// </summary>
internal sealed class TrialFolder
{
    private const string JournalSuffix = ".journal";
    private const string ReportsSuffix = ".reports";
    private const string CheckpointsName = "checkpoints";
    private const string OutputName = "output";

    private readonly SpareFolders _spares;
    private readonly Guid _sweep;
    private readonly string _trial;
    private readonly string _attempt;

    private TrialFolder(SpareFolders spares, Guid sweep, string trial, string attempt) =>
        (_spares, _sweep, _trial, _attempt) = (spares, sweep, trial, attempt);

    public string Checkpoints => Path.Combine(_trial, CheckpointsName);

    public string Output => Path.Combine(_trial, OutputName);

    public string ParametersFile => Path.Combine(_attempt, "parameters.json");

    public string StopFile => Path.Combine(_attempt, "stop");

    public string Secrets => Path.Combine(_attempt, "secrets");

    /// <summary>Made by the trial, if it is; of any size, and so on disk.</summary>
    public string ReportFile => Path.Combine(_trial, $"{Path.GetFileName(_attempt)}{ReportsSuffix}");

    /// <summary>What this attempt reported, for the next.</summary>
    public string Journal => Path.Combine(_trial, $"{Path.GetFileName(_attempt)}{JournalSuffix}");

    /// <param name="workplace">Whose folders these are in.</param>
    /// <param name="mark">The attempt's, unlike any other's.</param>
    /// <param name="sweep">The trial's sweep.</param>
    /// <param name="number">The trial's number.</param>
    /// <param name="parameters">What the file of parameters has.</param>
    public static TrialFolder Make(CommandWorkplace workplace, string mark, Guid sweep, long number, ReadOnlySpan<byte> parameters)
    {
        var (trial, attempt) = (Path.Combine(OfSweep(workplace.Root, sweep), number.ToString(CultureInfo.InvariantCulture)), workplace.ScratchOf(mark));
        var folder = new TrialFolder(workplace.Spares, sweep, trial, attempt);
        if (!workplace.Spares.TryTake(sweep, trial))
        {
            Directory.CreateDirectory(folder.Checkpoints);
            Directory.CreateDirectory(folder.Output);
        }

        Folders.MakePrivate(attempt);
        File.WriteAllBytes(folder.ParametersFile, parameters);
        return folder;
    }

    /// <summary>Those of earlier attempts, on this machine.</summary>
    public string[] Journals() => Directory.GetFiles(_trial, $"*{JournalSuffix}");

    /// <summary>Takes away what the attempt needed; checkpoints stay for the next.</summary>
    public void EndAttempt()
    {
        Folders.Delete(_attempt);
        Folders.Try(() => File.Delete(ReportFile));
    }

    /// <summary>Takes away what the trial needed, with what attempts left that died with their silos; output stays where there is any.</summary>
    public void EndTrial()
    {
        EndAttempt();
        Folders.Try(() =>
        {
            if (!IsBare(_trial) || !_spares.TryKeep(_sweep, _trial, Path.Combine(OfSweep(_trial), $"spare-{Path.GetFileName(_attempt)}")))
                End(_trial);
        });
    }

    /// <summary>Takes away what all trials of a sweep needed.</summary>
    public static void EndSweep(string root, Guid sweep)
    {
        var folder = OfSweep(root, sweep);
        Folders.Try(() =>
        {
            foreach (var trial in Directory.GetDirectories(folder))
                End(trial);
        });
        Folders.DeleteIfEmpty(folder);
    }

    private static string OfSweep(string root, Guid sweep) => Path.Combine(root, sweep.ToString("N"));

    private static string OfSweep(string trial) => Path.GetDirectoryName(trial)!;

    /// <summary>Whether there is nothing but what each trial is given.</summary>
    private static bool IsBare(string trial) =>
        Directory.GetFileSystemEntries(trial).Length == 2 && Directory.GetDirectories(trial).All(folder => !Directory.EnumerateFileSystemEntries(folder).Any());

    private static void End(string trial)
    {
        foreach (var folder in Directory.GetDirectories(trial))
        {
            if (Path.GetFileName(folder) == OutputName)
                Folders.DeleteIfEmpty(folder);
            else
                Folders.Delete(folder);
        }

        foreach (var file in Directory.GetFiles(trial))
            File.Delete(file);
        Folders.DeleteIfEmpty(trial);
    }
}
