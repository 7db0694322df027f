namespace Sweep.Core.Constraints;

/// <summary>A text is no constraint, or none of these parameters.</summary>
public sealed class ConstraintException : FormatException
{
    public ConstraintException()
    {
    }

    public ConstraintException(string message)
        : base(message)
    {
    }

    public ConstraintException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <param name="at">0-based place in the text.</param>
    /// <param name="rule">What is wrong there, as the rest of a sentence whose subject is the text.</param>
    /// <param name="remedy">What to do.</param>
    public ConstraintException(int at, string rule, string remedy)
        : base(FormattableString.Invariant($"{rule} at character {at + 1}; {remedy}")) => (Rule, Remedy) = (FormattableString.Invariant($"{rule} (character {at + 1})"), remedy);

    public string Rule { get; } = "is no constraint";

    public string Remedy { get; } = "";
}
