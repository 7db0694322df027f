namespace Sweep.Grains.Processes;

/// <summary>Makes folders, and takes them away as far as that can be done: what cannot be removed is left, as it is nobody's result.</summary>
internal static class Folders
{
    /// <summary>For the silo's user alone.</summary>
    public static void MakePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException();
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>With all that is in it.</summary>
    public static void Delete(string folder) => Try(() => Directory.Delete(folder, recursive: true));

    /// <summary>If nothing is in it.</summary>
    public static void DeleteIfEmpty(string folder) => Try(() => Directory.Delete(folder));

    /// <summary>What the disk refuses is left.</summary>
    public static void Try(Action change)
    {
        try
        {
            change();
        }
        catch (IOException)
        {
        }
        catch (UnauthorizedAccessException)
        {
        }
    }
}
