using System.Net;

namespace Sweep.Testing.Databases;

/// <summary>What Testcontainers does not find out about the machine's container engine by itself.</summary>
internal static class ContainerEngine
{
    private const string DockerSocket = "/var/run/docker.sock";
    private const string EngineVariable = "DOCKER_HOST";
    private const string HostVariable = "TESTCONTAINERS_HOST_OVERRIDE";

    private static readonly Lock Searching = new();

    /// <summary>Where a container's ports are bound: to loopback, unless the engine or these tests are on the far side of a network.</summary>
    public static string BindAddress => IsRemote() ? IPAddress.Any.ToString() : IPAddress.Loopback.ToString();

    /// <summary>
    /// Names Podman's service to Testcontainers where it is the only engine that there is. Testcontainers reads these variables once,
    /// when it is first used.
    /// </summary>
    public static void Find()
    {
        lock (Searching)
        {
            if (Variable(EngineVariable) is not null || File.Exists(DockerSocket) || FindPodmanSocket() is not { } socket)
                return;
            Environment.SetEnvironmentVariable(EngineVariable, $"unix://{socket}");
            Environment.SetEnvironmentVariable(HostVariable, IPAddress.Loopback.ToString());
            // Its image may be out of reach, and it needs the socket inside a container, which rootless Podman does not give.
            Environment.SetEnvironmentVariable("TESTCONTAINERS_RYUK_DISABLED", "true");
        }
    }

    private static string? FindPodmanSocket()
    {
        var user = Variable("XDG_RUNTIME_DIR");
        string?[] sockets = ["/run/podman/podman.sock", user is null ? null : Path.Combine(user, "podman/podman.sock")];
        return sockets.FirstOrDefault(File.Exists);
    }

    private static bool IsRemote() => Variable(HostVariable) is { } host
        ? !(host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address)))
        : Variable(EngineVariable) is { } engine
            && !engine.StartsWith("unix:", StringComparison.OrdinalIgnoreCase)
            && !engine.StartsWith("npipe:", StringComparison.OrdinalIgnoreCase);

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
