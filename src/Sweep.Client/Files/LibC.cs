using System.Runtime.InteropServices;

namespace Sweep.Client.Files;

/// <summary>What .NET does not ask of Linux by itself: which file a path is, whose it is, and what is attached to it.</summary>
internal static unsafe partial class LibC
{
    public const int Enoent = 2;
    public const int NoSpace = 28;
    public const int QuotaExceeded = 122;

    private const int CurrentFolder = -100;
    private const int EmptyPath = 0x1000;
    private const int NoFollow = 0x100;
    private const uint BasicStats = 0x7ff;
    private const int LongestPath = 4096;

    /// <summary>Null where nothing is there, or it cannot be asked.</summary>
    public static FileStat? Stat(string path, bool follow) =>
        OperatingSystem.IsLinux() && StatX(CurrentFolder, path, follow ? 0 : NoFollow, BasicStats, out var stat) == 0 ? stat : null;

    /// <inheritdoc cref="Stat(string, bool)"/>
    public static FileStat? Stat(int descriptor) =>
        OperatingSystem.IsLinux() && StatX(descriptor, "", EmptyPath, BasicStats, out var stat) == 0 ? stat : null;

    /// <summary>The path without links and dots, as the kernel walks it; null where it leads nowhere.</summary>
    public static string? RealPath(string path)
    {
        if (!OperatingSystem.IsLinux())
            return Path.Exists(path) ? Path.GetFullPath(path) : null;
        var buffer = stackalloc byte[LongestPath + 1];
        return Resolve(path, buffer) == 0 ? null : Marshal.PtrToStringUTF8((nint)buffer);
    }

    public static bool IsTerminal(int descriptor) => OperatingSystem.IsLinux() && IsATty(descriptor) == 1;

    /// <summary>False where the process may not.</summary>
    public static bool TrySetOwner(int descriptor, uint user, uint group) => ChangeOwner(descriptor, user, group) == 0;

    /// <summary>Takes room on the disk for a part of a file; returns the system's error, 0 for none.</summary>
    public static int Reserve(int descriptor, long from, long length) => Allocate(descriptor, from, length);

    /// <summary>Names of what is attached to a file: access lists, labels, attributes of users.</summary>
    public static IReadOnlyList<string> Attributes(string path)
    {
        var buffer = new byte[1 << 16];
        var length = ListAttributes(path, buffer, buffer.Length);
        return length <= 0 ? [] : System.Text.Encoding.UTF8.GetString(buffer, 0, (int)length).Split('\0', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Null where it cannot be read.</summary>
    public static byte[]? Attribute(string path, string name)
    {
        var buffer = new byte[1 << 16];
        var length = GetAttribute(path, name, buffer, buffer.Length);
        return length < 0 ? null : buffer[..(int)length];
    }

    public static bool TrySetAttribute(string path, string name, byte[] value) => SetAttribute(path, name, value, value.Length, 0) == 0;

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int StatX(int folder, string path, int flags, uint mask, out FileStat stat);

    [LibraryImport("libc", EntryPoint = "realpath", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Resolve(string path, byte* resolved);

    [LibraryImport("libc", EntryPoint = "isatty")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int IsATty(int descriptor);

    [LibraryImport("libc", EntryPoint = "fchown", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ChangeOwner(int descriptor, uint user, uint group);

    [LibraryImport("libc", EntryPoint = "posix_fallocate")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Allocate(int descriptor, long from, long length);

    [LibraryImport("libc", EntryPoint = "listxattr", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint ListAttributes(string path, byte[] names, nint size);

    [LibraryImport("libc", EntryPoint = "getxattr", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint GetAttribute(string path, string name, byte[] value, nint size);

    [LibraryImport("libc", EntryPoint = "setxattr", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetAttribute(string path, string name, byte[] value, nint size, int flags);
}
