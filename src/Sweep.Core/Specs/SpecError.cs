using System.Globalization;
using Sweep.Core.Texts;

namespace Sweep.Core.Specs;

/// <summary>One thing wrong with a spec.</summary>
/// <param name="Path">What is wrong: "parameters.learning_rate[2]"; empty for the text as a whole.</param>
/// <param name="Line">1-based line; null where the text has no such place.</param>
/// <param name="Column">1-based column in UTF-16 units; null where the text has no such place.</param>
/// <param name="Value">The value as written, shortened and printable; empty where there is none.</param>
/// <param name="Rule">What it breaks, as the rest of a sentence whose subject is the value.</param>
/// <param name="Remedy">What to do.</param>
public sealed record SpecError(string Path, int? Line, int? Column, string Value, string Rule, string Remedy)
    : Problem(PlaceOf(Path, Line, Column), Value, Rule, Remedy)
{
    /// <summary>"parameters.learning_rate[0] (line 4, column 19): -0.1 must be greater than 0; write …".</summary>
    public override string ToString() => Sentence(Place, Value);

    private static string PlaceOf(string path, int? line, int? column)
    {
        var name = path.Length == 0 ? "spec" : path;
        return (line, column) switch
        {
            (null, _) => name,
            (_, null) => string.Create(CultureInfo.InvariantCulture, $"{name} (line {line})"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{name} (line {line}, column {column})"),
        };
    }
}
