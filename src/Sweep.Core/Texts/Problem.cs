namespace Sweep.Core.Texts;

/// <summary>One thing that is wrong, in the form of every message of Sweep: "--learning-rate: -0.1 must be greater than 0; write …".</summary>
/// <param name="Place">The option, argument, setting or part of a spec; empty where there is none.</param>
/// <param name="Value">What was written; empty where nothing was.</param>
/// <param name="Rule">What it breaks, as the rest of a sentence whose subject is the value.</param>
/// <param name="Remedy">What to do; empty where the rule says it.</param>
public record Problem(string Place, string Value, string Rule, string Remedy = "")
{
    /// <summary>Whether the value is shown in quotes, as those of settings are.</summary>
    public bool IsQuoted { get; init; }

    // A connection string that stands where something else is meant has its password too.
    public override string ToString()
    {
        var value = Printable.Of(Secrets.Masked(Value));
        return Sentence(Printable.Of(Secrets.Masked(Place)), IsQuoted ? $"\"{value}\"" : value);
    }

    /// <param name="place">As it is shown.</param>
    /// <param name="value">As it is shown.</param>
    protected string Sentence(string place, string value)
    {
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(value);
        var subject = value.Length == 0 ? Rule : $"{value} {Rule}";
        var text = place.Length == 0 ? subject : $"{place}: {subject}";
        return Remedy.Length == 0 ? text : $"{text}; {Remedy}";
    }
}
