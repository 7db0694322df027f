using System.Text.Json.Serialization;

namespace Sweep.Service.Views;

/// <summary>What to change of a sweep's notes.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record NotesChange
{
    /// <summary>Takes the place of the note; empty to take it away, null to leave it.</summary>
    public string? Note { get; init; }

    public IReadOnlyList<string>? AddTags { get; init; }

    public IReadOnlyList<string>? RemoveTags { get; init; }
}
