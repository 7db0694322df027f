using System.Globalization;
using System.Net;

namespace Sweep.Testing.Networks;

/// <summary>Whose a socket of this machine is: proc(5), /proc/net/tcp, its twin for IPv6, and /proc/PID/fd.</summary>
internal static class SocketOwner
{
    private const int LocalAddress = 1;
    private const int Inode = 9;

    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <summary>The inode of the socket with this local IPv4 endpoint; null where there is none any more.</summary>
    public static string? InodeOf(IPEndPoint local)
    {
        // The address as the processor has it in memory, the port as it is written; a socket of IPv6 has the address at its end.
        var address = string.Create(CultureInfo.InvariantCulture, $"{BitConverter.ToUInt32(local.Address.GetAddressBytes()):X8}:{local.Port:X4}");
        return Tables.Where(File.Exists)
            .SelectMany(File.ReadLines)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .FirstOrDefault(fields => fields[LocalAddress].EndsWith(address, StringComparison.Ordinal))?[Inode];
    }

    /// <summary>Whether the process has it open.</summary>
    public static bool Owns(int process, string inode)
    {
        try
        {
            return new DirectoryInfo(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/fd")).EnumerateFiles().Any(file => file.LinkTarget == $"socket:[{inode}]");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
