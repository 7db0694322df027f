using System.Globalization;
using System.Text;

namespace Sweep.Core.Specs;

/// <summary>One thing wrong with a spec.</summary>
/// <param name="Path">What is wrong: "parameters.learning_rate[2]"; empty for the text as a whole.</param>
/// <param name="Line">1-based line; null where the text has no such place.</param>
/// <param name="Column">1-based column in UTF-16 units; null where the text has no such place.</param>
/// <param name="Value">The value as written, shortened; empty where there is none.</param>
/// <param name="Rule">What it breaks, as the rest of a sentence whose subject is the value.</param>
/// <param name="Remedy">What to do.</param>
public sealed record SpecError(string Path, int? Line, int? Column, string Value, string Rule, string Remedy)
{
    /// <summary>"parameters.learning_rate[0] (line 4, column 19): -0.1 must be greater than 0; write …".</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Path.Length == 0 ? "spec" : Path);
        if (Line is { } line)
        {
            text.Append(CultureInfo.InvariantCulture, $" (line {line}");
            if (Column is { } column)
                text.Append(CultureInfo.InvariantCulture, $", column {column}");
            text.Append(')');
        }

        text.Append(": ");
        if (Value.Length > 0)
            text.Append(Value).Append(' ');
        text.Append(Rule);
        if (Remedy.Length > 0)
            text.Append("; ").Append(Remedy);
        return text.ToString();
    }
}
