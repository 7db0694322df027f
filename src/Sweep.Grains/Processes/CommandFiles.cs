using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Protocol;

namespace Sweep.Grains.Processes;

/// <summary>What one attempt of a command has on disk: its folder, its secrets, its reports, and their journal where the next attempt may go on.</summary>
internal sealed class CommandFiles : IDisposable
{
    private readonly TrialFolder _folder;
    private readonly SecretFiles _secrets;
    private readonly ReportJournal? _journal;

    private CommandFiles(TrialFolder folder, SecretFiles secrets, ReportJournal? journal, ReportLog log, string? checkpoint)
    {
        (_folder, _secrets, _journal, Log) = (folder, secrets, journal, log);
        ResumeStep = log.Checkpoint is { } last && checkpoint is not null ? last.Step : 0;
        Paths = new TrialPaths
        {
            ParametersFile = folder.ParametersFile,
            ReportFile = folder.ReportFile,
            StopFile = folder.StopFile,
            Checkpoints = folder.Checkpoints,
            Output = folder.Output,
            Secrets = secrets.Folder,
            ResumeFrom = checkpoint,
        };
    }

    public TrialPaths Paths { get; }

    public SecretMask Mask => _secrets.Mask;

    /// <summary>With what was taken up from an earlier attempt.</summary>
    public ReportLog Log { get; }

    /// <summary>0 for the run's beginning.</summary>
    public int ResumeStep { get; }

    public static CommandFiles Open(TrialFolder folder, bool isResumable, SecretFiles secrets)
    {
        if (!isResumable)
            return new(folder, secrets, null, new ReportLog(), null);
        try
        {
            var (journal, log, checkpoint) = ReportJournal.Begin(folder);
            return new(folder, secrets, journal, log, checkpoint);
        }
        catch
        {
            secrets.Dispose();
            throw;
        }
    }

    public void Note(ReadOnlySpan<byte> report, ReportKind kind) => _journal?.Add(report, kind);

    /// <summary>Says why the trial is to stop; whole from the moment that it is there. Without it the signal says enough.</summary>
    public void WriteStop(StopReason reason)
    {
        try
        {
            var begun = $"{Paths.StopFile}.new";
            File.WriteAllText(begun, $"{reason.Name()}\n");
            File.Move(begun, Paths.StopFile, overwrite: true);
        }
        catch (IOException)
        {
        }
    }

    /// <summary>No attempt at the trial will follow.</summary>
    public void EndTrial()
    {
        Dispose();
        _folder.EndTrial();
    }

    /// <summary>Ends the attempt; what the next one goes on from stays.</summary>
    public void Dispose()
    {
        _journal?.Dispose();
        _secrets.Dispose();
        _folder.EndAttempt();
    }
}
