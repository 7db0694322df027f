using System.Text.Json;
using System.Text.Json.Serialization;
using Sweep.Core.Specs;

namespace Sweep.Service.Views;

/// <summary>A spec that may be submitted, and was not.</summary>
/// <param name="Name">Of the sweep.</param>
/// <param name="PlannedTrials">How many trials it makes.</param>
/// <param name="SpecHash">Of its canonical form.</param>
/// <param name="Spec">That form.</param>
public sealed record CheckedSpec(string Name, long PlannedTrials, string SpecHash, JsonElement Spec)
{
    /// <summary>What its constraints leave out; null where it has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LeftOutView? LeftOut { get; init; }

    /// <summary>The results that its search would begin with; null where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HistoryView? History { get; init; }

    /// <summary>Of a spec that was read, with its canonical form and its hash.</summary>
    public static CheckedSpec Of(SweepSpec spec, string hash, JsonElement canonical)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var space = new SearchSpace(spec);
        return new CheckedSpec(spec.Name, space.PlannedTrials, hash, canonical)
        {
            LeftOut = LeftOutView.Of(space.LeftOut),
            History = HistoryView.Of(spec.History),
        };
    }
}
