namespace Sweep.Web.Api;

/// <summary>How much is taken on at once, so that one caller cannot take the server from the others.</summary>
public sealed record ApiLimits
{
    /// <summary>Bytes of a request's body; a spec has no more.</summary>
    public long BodyBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Bytes of a table that is sent as a data set: as many as one of the greatest size has in CSV, with every digit.</summary>
    public long TableBytes { get; init; } = 256 * 1024 * 1024;

    /// <summary>How long sending such a table, and reading it, may take.</summary>
    public TimeSpan Upload { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Tables that wait for the one that is read.</summary>
    public int WaitingUploads { get; init; } = 16;

    /// <summary>How long an answer may take; streams of events have no such limit.</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Requests a second of one key, or of one address without one, over a while.</summary>
    public int RequestsPerSecond { get; init; } = 100;

    /// <summary>Requests that may come at once.</summary>
    public int Burst { get; init; } = 400;

    /// <summary>Streams of events that are open at once.</summary>
    public int Streams { get; init; } = 500;

    /// <summary>Streams of events that one key, or one address without one, has open at once.</summary>
    public int StreamsOfOne { get; init; } = 100;

    /// <summary>The shortest time between two events of one stream.</summary>
    public TimeSpan EventPause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a stream is silent at most: what is between drops connections that say nothing.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(15);
}
