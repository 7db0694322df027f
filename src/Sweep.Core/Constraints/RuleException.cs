namespace Sweep.Core.Constraints;

/// <summary>A space whose conditions and constraints leave nothing to train, or cannot be looked through.</summary>
public sealed class RuleException : ArgumentException
{
    public RuleException()
    {
    }

    public RuleException(string message)
        : base(message)
    {
    }

    public RuleException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <param name="rule">What is wrong, as the rest of a sentence whose subject are the constraints or the parameters.</param>
    /// <param name="remedy">What to do.</param>
    public RuleException(string rule, string remedy)
        : base($"{rule}; {remedy}") => (Rule, Remedy) = (rule, remedy);

    public string Rule { get; } = "";

    public string Remedy { get; } = "";
}
