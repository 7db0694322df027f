namespace Sweep.Core.Trainers.Protocol;

/// <summary>Where a trial's process finds and leaves things; full paths.</summary>
public sealed record TrialPaths
{
    /// <summary>Has the parameters, as JSON.</summary>
    public required string ParametersFile { get; init; }

    /// <summary>Takes reports, a line each.</summary>
    public required string ReportFile { get; init; }

    /// <summary>Comes into being with the reason, when the trial is asked to stop.</summary>
    public required string StopFile { get; init; }

    /// <summary>The folder of checkpoints, kept from attempt to attempt.</summary>
    public required string Checkpoints { get; init; }

    /// <summary>The folder of what the trial leaves behind.</summary>
    public required string Output { get; init; }

    /// <summary>The folder of secrets; null where it has none.</summary>
    public string? Secrets { get; init; }

    /// <summary>The checkpoint from which it goes on; null for its beginning.</summary>
    public string? ResumeFrom { get; init; }
}
