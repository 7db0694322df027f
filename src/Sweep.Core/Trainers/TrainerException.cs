namespace Sweep.Core.Trainers;

/// <summary>A trainer did not do what it was asked for; the message says what and, where there is one, the remedy.</summary>
public sealed class TrainerException : Exception
{
    public TrainerException(string message, TrainerFailure failure = TrainerFailure.Retry, string? logTail = null)
        : base(message) => (Failure, LogTail) = (failure, logTail);

    public TrainerException()
    {
    }

    public TrainerException(string message)
        : base(message)
    {
    }

    public TrainerException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public TrainerFailure Failure { get; }

    /// <summary>The last lines that the trainer wrote; null where it wrote none.</summary>
    public string? LogTail { get; }
}
