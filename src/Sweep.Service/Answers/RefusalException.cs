namespace Sweep.Service.Answers;

/// <summary>A refusal where there is no place for an answer: in the midst of a stream, or where whoever asked has nothing to do about it.</summary>
public sealed class RefusalException(Refusal refusal) : Exception(refusal?.ToString())
{
    public Refusal Refusal { get; } = refusal;
}
