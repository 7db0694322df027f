using System.Net;

namespace Sweep.Silo;

/// <summary>What the server logs of itself.</summary>
internal static partial class ServerLog
{
    [LoggerMessage(
        100,
        LogLevel.Warning,
        "Sweep:InsecureCluster: whoever reaches ports {SiloPort} and {GatewayPort} of {Address} may call any grain, and read what is said; Sweep:Tls:Certificate, Sweep:Tls:Key and Sweep:Tls:Authority close them")]
    public static partial void ClusterExposed(this ILogger logger, IPAddress address, int siloPort, int gatewayPort);
}
