using System.Collections.Immutable;

namespace Sweep.Core.Notifications;

/// <summary>Who is told of a sweep, and of what.</summary>
/// <param name="Url">An absolute address, http or https.</param>
public sealed record NotifyTarget(string Url)
{
    public static ImmutableArray<NotifyEvent> AllEvents { get; } = [.. Enum.GetValues<NotifyEvent>()];

    /// <summary>Of <see cref="After"/>: nobody commits faster than this.</summary>
    public static readonly TimeSpan LeastAfter = TimeSpan.FromSeconds(1);

    /// <summary>In order of declaration, each once.</summary>
    public ImmutableArray<NotifyEvent> Events { get; init; } = AllEvents;

    /// <summary>Name of the secret by which messages are signed, never its value; null where they are not.</summary>
    public string? Secret { get; init; }

    /// <summary>Without a commit for so long, a running sweep is stalled; null for what the silo takes.</summary>
    public TimeSpan? After { get; init; }

    public bool Equals(NotifyTarget? other) =>
        other is not null
        && string.Equals(Url, other.Url, StringComparison.Ordinal)
        && Events.AsSpan().SequenceEqual(other.Events.AsSpan())
        && string.Equals(Secret, other.Secret, StringComparison.Ordinal)
        && After == other.After;

    public override int GetHashCode() => HashCode.Combine(Url, Events.Length, Secret, After);

    /// <summary>As people are shown it: without path and query, which are often what lets somebody in.</summary>
    public override string ToString() => HostOf(Url);

    /// <summary>Where it is, in a word: <c>hooks.example.org</c>, with a port that is not the usual one.</summary>
    public static string HostOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.Authority : "?";
}
