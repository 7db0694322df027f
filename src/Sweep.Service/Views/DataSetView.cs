using System.Text.Json.Serialization;
using Sweep.Storage.DataSets;

namespace Sweep.Service.Views;

/// <summary>A stored data set without its numbers.</summary>
[method: JsonConstructor]
public sealed record DataSetView(
    string Name, string Hash, int Rows, IReadOnlyList<string> Features, string Label, string Positive, string Source, DateTimeOffset CreatedAt)
{
    public DataSetView(DataSetRecord set)
        : this(set.Name, set.Hash, set.Rows, set.Features, set.Label, set.Positive, set.Source, set.CreatedAt)
    {
    }

    /// <summary>Of one that was to be added: false where it was there before.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Added { get; init; }
}
