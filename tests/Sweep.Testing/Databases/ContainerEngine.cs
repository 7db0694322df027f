using System.Net;

namespace Sweep.Testing.Databases;

/// <summary>What Testcontainers does not find out about the machine's container engine by itself.</summary>
internal static class ContainerEngine
{
    private const string DockerSocket = "/var/run/docker.sock";

    /// <summary>The socket of Podman's service, where it is the only engine that there is; else null.</summary>
    public static string? PodmanSocket { get; } = FindPodmanSocket();

    /// <summary>Where a container's ports are bound: to loopback, unless the engine or these tests are on the far side of a network.</summary>
    public static string BindAddress { get; } = IsRemote() ? IPAddress.Any.ToString() : IPAddress.Loopback.ToString();

    private static string? FindPodmanSocket()
    {
        if (Variable("DOCKER_HOST") is not null || File.Exists(DockerSocket))
            return null;
        var user = Variable("XDG_RUNTIME_DIR");
        string?[] sockets = ["/run/podman/podman.sock", user is null ? null : Path.Combine(user, "podman/podman.sock")];
        return sockets.FirstOrDefault(File.Exists) is { } socket ? $"unix://{socket}" : null;
    }

    private static bool IsRemote() => Variable("TESTCONTAINERS_HOST_OVERRIDE") is { } host
        ? !(host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address)))
        : Variable("DOCKER_HOST") is { } engine && !engine.StartsWith("unix:", StringComparison.OrdinalIgnoreCase) && !engine.StartsWith("npipe:", StringComparison.OrdinalIgnoreCase);

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
