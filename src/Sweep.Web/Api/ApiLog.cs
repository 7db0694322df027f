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

    [LoggerMessage(213, LogLevel.Information, "sweep {Sweep} ({Name}) ended more than {Days} days ago and is deleted, with {Trials} trials")]
    public static partial void SweepExpired(this ILogger logger, Guid sweep, string name, long trials, double days);

    [LoggerMessage(214, LogLevel.Warning, "sweeps that ended long ago are not all deleted: {Reason}")]
    public static partial void RetentionFailed(this ILogger logger, string reason);
}
