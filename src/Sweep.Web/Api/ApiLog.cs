using Microsoft.Extensions.Logging;

namespace Sweep.Web.Api;

/// <summary>What the API logs of itself.</summary>
internal static partial class ApiLog
{
    [LoggerMessage(210, LogLevel.Error, "the request for {Path} failed")]
    public static partial void RequestFailed(this ILogger logger, Exception failure, string path);

    [LoggerMessage(211, LogLevel.Error, "sweep {Sweep} can no longer be watched")]
    public static partial void WatchFailed(this ILogger logger, Exception failure, Guid sweep);

    [LoggerMessage(212, LogLevel.Warning, "sweeps that were being deleted are not all gone: {Reason}")]
    public static partial void DeletionUnfinished(this ILogger logger, string reason);

    [LoggerMessage(213, LogLevel.Information, "sweeps that ended more than {Days} days ago are deleted, but those tagged {KeptTags}")]
    public static partial void RetentionBegins(this ILogger logger, double days, string keptTags);

    [LoggerMessage(214, LogLevel.Information, "sweep {Sweep} ({Name}) ended at {FinishedAt:u}, more than {Days} days ago, and is deleted")]
    public static partial void SweepExpired(this ILogger logger, Guid sweep, string name, DateTimeOffset finishedAt, double days);

    [LoggerMessage(215, LogLevel.Warning, "sweeps that ended long ago are not all deleted: {Reason}")]
    public static partial void RetentionFailed(this ILogger logger, string reason);
}
