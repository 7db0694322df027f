using Microsoft.Extensions.Logging;

namespace Sweep.Web.Keys;

/// <summary>What is logged of who may, and of who did what.</summary>
internal static partial class AccessLog
{
    [LoggerMessage(200, LogLevel.Information, "audit: {Method} {Path} by key {Key} ({Name}) from {Address}: {Status}")]
    public static partial void Changed(this ILogger logger, string method, string path, string key, string name, string address, int status);

    [LoggerMessage(201, LogLevel.Warning, "the use of key {Key} could not be noted: {Reason}")]
    public static partial void KeyUseNotNoted(this ILogger logger, string key, string reason);
}
