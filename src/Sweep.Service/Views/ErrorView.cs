using System.Text.Json.Serialization;
using Sweep.Core.Specs;
using Sweep.Core.Texts;

namespace Sweep.Service.Views;

/// <summary>One thing that is wrong with a request.</summary>
/// <param name="Place">The parameter, header or part of a spec; empty where there is none.</param>
/// <param name="Line">1-based line of the spec as it was sent; left out where it has no such place.</param>
/// <param name="Column">1-based column in UTF-16 units; left out where it has no such place.</param>
/// <param name="Value">What was written; empty where nothing was.</param>
/// <param name="Rule">What it breaks, as the rest of a sentence whose subject is the value.</param>
/// <param name="Remedy">What to do; empty where the rule says it.</param>
[method: JsonConstructor]
public sealed record ErrorView(
    string Place,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Line,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Column,
    string Value,
    string Rule,
    string Remedy)
{
    // What stands where a value is meant may be a connection string with its password.
    public ErrorView(Problem problem)
        : this(
            Shown((problem as SpecError)?.Path ?? problem.Place), (problem as SpecError)?.Line, (problem as SpecError)?.Column,
            Shown(problem.Value), problem.Rule, problem.Remedy)
    {
    }

    private static string Shown(string text) => Printable.Of(Secrets.Masked(text));
}
