using System.Runtime.InteropServices;

namespace Sweep.Storage.Sqlite;

/// <summary>Which file a path leads to: two that are equal, while somebody holds the file open, are one file under whatever name.</summary>
/// <remarks>Asked by path, since opening a database's file would drop SQLite's locks; see <see cref="SqliteFile"/>.</remarks>
internal readonly partial record struct FileIdentity(ulong Device, ulong Number)
{
    // <fcntl.h>, <sys/stat.h>, <errno.h> of Linux.
    private const int CurrentFolder = -100;
    private const uint WithNumber = 0x100;
    private const int NoEntry = 2;
    private const int NotAFolder = 20;

    /// <summary>
    /// Null where the path leads nowhere. Where a system tells no number of files, all that are there are equal; where it cannot tell
    /// just now, <paramref name="expected"/>.
    /// </summary>
    public static FileIdentity? Of(string path, FileIdentity? expected = null)
    {
        if (!OperatingSystem.IsLinux())
            return File.Exists(path) ? default(FileIdentity) : null;
        try
        {
            if (Statx(CurrentFolder, path, 0, WithNumber, out var found) == 0)
                return new FileIdentity(((ulong)found.DeviceMajor << 32) | found.DeviceMinor, found.Number);
            return Marshal.GetLastPInvokeError() is NoEntry or NotAFolder ? null : expected;
        }
        catch (EntryPointNotFoundException)
        {
            return File.Exists(path) ? default(FileIdentity) : null;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(int folder, string path, int flags, uint mask, out StatxBuffer found);

    // statx(2): the same on every processor, unlike stat(2).
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct StatxBuffer
    {
        [FieldOffset(32)]
        public ulong Number;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}
