using System.Runtime.InteropServices;

namespace Sweep.Storage.Sqlite;

/// <summary>What this process may do with a database's files, by the kernel's own answer: the files are not opened (see <see cref="SqliteFile"/>).</summary>
internal static partial class SqliteAccess
{
    private const int MayRead = 4;
    private const int MayWrite = 2;

    // The same on Linux and macOS.
    private const int NotPermitted = 1;
    private const int Denied = 13;
    private const int ReadOnlyFileSystem = 30;

    /// <summary>Why the database cannot be written to, and what helps; null where nothing speaks against it.</summary>
    /// <param name="path">Full path of the file, which may be missing.</param>
    public static string? WhyReadOnly(string path)
    {
        if (OperatingSystem.IsWindows())
            return File.Exists(path) && File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly) ? "the file has the attribute read-only: take it off, or name another file" : null;
        var folder = Path.GetDirectoryName(path)!;
        return (Ask(path, MayWrite), Ask(folder, MayWrite)) switch
        {
            (ReadOnlyFileSystem, _) or (_, ReadOnlyFileSystem) => "it lies on a file system that is mounted read-only: mount that for writing, or name a file elsewhere",
            (Denied, _) => "this user may not write the file: allow it (chmod, chown), or name another file",
            (NotPermitted, _) => "the file is marked as immutable: take the mark off (chattr -i), or name another file",
            (_, Denied or NotPermitted) => $"this user may not write its folder {folder}, where SQLite keeps files beside it: allow it (chmod, chown), or name a file elsewhere",
            _ when SqliteMarks.Names(path).FirstOrDefault(name => Ask(name, MayWrite) == Denied) is { } beside =>
                $"this user may not write {Path.GetFileName(beside)} beside it, which another user's process made: allow it (chmod, chown)",
            _ => null,
        };
    }

    /// <summary>Why the database cannot be read, and what helps; null where nothing speaks against it.</summary>
    public static string? WhyUnreadable(string path)
    {
        if (OperatingSystem.IsWindows())
            return null;
        return SqliteMarks.Names(path).FirstOrDefault(name => Ask(name, MayRead) == Denied) is { } denied
            ? $"this user may not read {(denied == path ? "the file" : Path.GetFileName(denied) + ", which holds its latest changes")}: allow it (chmod, chown)"
            : null;
    }

    /// <summary>0, or the error.</summary>
    private static int Ask(string path, int mode) => Access(path, mode) == 0 ? 0 : Marshal.GetLastPInvokeError();

    [LibraryImport("libc", EntryPoint = "access", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Access(string path, int mode);
}
