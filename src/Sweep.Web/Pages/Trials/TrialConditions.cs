using Sweep.Core.Texts;
using Sweep.Service.Results;
using Sweep.Storage.Trials;

namespace Sweep.Web.Pages.Trials;

/// <summary>Conditions of trials as addresses have them: <c>learning_rate:gte:0.01</c>.</summary>
internal static class TrialConditions
{
    public static IReadOnlyList<(string Word, string Sign, TrialComparison Comparison)> Comparisons { get; } =
    [
        ("eq", "=", TrialComparison.Equal), ("ne", "≠", TrialComparison.NotEqual), ("gte", "≥", TrialComparison.AtLeast),
        ("lte", "≤", TrialComparison.AtMost), ("gt", ">", TrialComparison.Above), ("lt", "<", TrialComparison.Below),
    ];

    /// <summary>The condition, or what is wrong with it.</summary>
    public static (TrialFilter? Filter, Problem? Problem) Read(string text)
    {
        var parts = text.Split(':', 3);
        if (parts.Length == 3 && Comparisons.FirstOrDefault(one => one.Word == parts[1]) is { Word: not null } found)
            return (new TrialFilter(parts[0], found.Comparison, parts[2]), null);
        var words = string.Join(", ", Comparisons.Select(one => one.Word));
        return (null, new Problem("where", text, "is no condition", $"write column:comparison:value with one of {words}, such as learning_rate:gte:0.01"));
    }

    /// <summary>As people read it: "learning_rate ≥ 0.01".</summary>
    public static string Show(string text)
    {
        var parts = text.Split(':', 3);
        return $"{parts[0]} {Comparisons.First(one => one.Word == parts[1]).Sign} {(parts[2].Length == 0 ? "none" : parts[2])}";
    }
}
