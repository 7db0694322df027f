
namespace Sweep.Client.Terminal;

/// <summary>One thing that is wrong, in the form of every message of Sweep: "--learning-rate: -0.1 must be greater than 0; write …".</summary>
/// <param name="Place">The option or argument.</param>
/// <param name="Value">What was written; empty where nothing was.</param>
/// <param name="Rule">What it breaks, as the rest of a sentence whose subject is the value.</param>
/// <param name="Remedy">What to do; empty where the rule says it.</param>
internal sealed record CliError(string Place, string Value, string Rule, string Remedy = "")
{
    public override string ToString()
    {
        // A connection string that stands where something else is meant has its password too.
        var subject = Value.Length == 0 ? Rule : $"{Printable.Of(Secrets.Masked(Value))} {Rule}";
        var text = Place.Length == 0 ? subject : $"{Printable.Of(Secrets.Masked(Place))}: {subject}";
        return Remedy.Length == 0 ? text : $"{text}; {Remedy}";
    }
}
