namespace Sweep.Core.Trainers.Protocol;

/// <summary>A trial reported what the protocol has no meaning for; the message quotes it.</summary>
public sealed class ReportException : Exception
{
    public ReportException()
    {
    }

    public ReportException(string message)
        : base(message)
    {
    }

    public ReportException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
