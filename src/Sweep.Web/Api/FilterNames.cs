using Sweep.Service.Results;
using Sweep.Storage.Trials;

namespace Sweep.Web.Api;

/// <summary>How conditions are written in a query: <c>learning_rate.gte=0.01</c>.</summary>
internal static class FilterNames
{
    private static readonly Dictionary<string, TrialComparison> Endings = new(StringComparer.Ordinal)
    {
        ["ne"] = TrialComparison.NotEqual,
        ["gte"] = TrialComparison.AtLeast,
        ["lte"] = TrialComparison.AtMost,
        ["gt"] = TrialComparison.Above,
        ["lt"] = TrialComparison.Below,
    };

    /// <summary>A trainer's parameter may have dots in its name: what ends otherwise is part of it.</summary>
    public static TrialFilter Read(string name, string value) =>
        name.LastIndexOf('.') is >= 0 and var dot && Endings.TryGetValue(name[(dot + 1)..], out var comparison)
            ? new TrialFilter(name[..dot], comparison, value)
            : new TrialFilter(name, TrialComparison.Equal, value);
}
