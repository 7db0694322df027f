namespace Sweep.Core.Trainers.Protocol;

/// <summary>What a line that a trial reports says.</summary>
public enum ReportKind
{
    /// <summary>Values of metrics at a step.</summary>
    Metrics,

    /// <summary>A checkpoint is complete.</summary>
    Checkpoint,

    /// <summary>Training ends here of its own accord.</summary>
    Stop,
}
