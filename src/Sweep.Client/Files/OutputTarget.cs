using System.Globalization;

namespace Sweep.Client.Files;

/// <summary>What a path really names, links followed.</summary>
/// <param name="Path">Where it is, without links.</param>
/// <param name="Stat">Null where nothing is there or the system does not tell.</param>
/// <param name="Descriptor">The number, where it is a descriptor of this process.</param>
internal sealed record OutputTarget(string Path, TargetKind Kind, FileStat? Stat, int Descriptor = -1)
{
    /// <summary>As many links as Linux follows.</summary>
    private const int MostLinks = 40;

    /// <summary>
    /// .NET gives neither devices nor pipes away on Unix (its attribute for them is never set), and takes ".." by the text; so the kernel is asked.
    /// </summary>
    public static OutputTarget Of(string path)
    {
        var current = path;
        for (var links = 0; links <= MostLinks; links++)
        {
            if (Directory.Exists(current))
                return new OutputTarget(current, TargetKind.Folder, null);
            var name = System.IO.Path.GetFileName(current);
            var above = System.IO.Path.GetDirectoryName(current);
            if (name.Length == 0 || LibC.RealPath(string.IsNullOrEmpty(above) ? "." : above) is not { } folder || !Directory.Exists(folder))
                return new OutputTarget(current, TargetKind.NoFolder, null);
            var whole = System.IO.Path.Combine(folder, name);
            if (DescriptorOf(folder, name) is { } descriptor)
                return OfDescriptor(descriptor, whole);
            if (new FileInfo(whole).LinkTarget is not { } link || IsPseudoLink(folder))
                return OfPlace(whole);
            current = System.IO.Path.IsPathRooted(link) ? link : System.IO.Path.Combine(folder, link);
        }

        return new OutputTarget(current, TargetKind.Unwritable, null);
    }

    public static OutputTarget OfDescriptor(int descriptor, string path) => new(path, TargetKind.Descriptor, LibC.Stat(descriptor), descriptor);

    private static OutputTarget OfPlace(string path)
    {
        var stat = LibC.Stat(path, follow: true);
        return stat switch
        {
            { IsFolder: true } => new OutputTarget(path, TargetKind.Folder, stat),
            { IsSocket: true } => new OutputTarget(path, TargetKind.Unwritable, stat),
            { IsFile: true } => new OutputTarget(LibC.RealPath(path) ?? path, TargetKind.File, stat),
            not null => new OutputTarget(path, TargetKind.Stream, stat),
            null => new OutputTarget(path, File.Exists(path) ? TargetKind.File : TargetKind.Free, null),
        };
    }

    /// <summary>/dev/stdout and /dev/fd/N lead to /proc/self/fd/N: opened by name it would begin anew, without the position or the appending it has.</summary>
    private static int? DescriptorOf(string folder, string name) =>
        IsOwnDescriptors(folder) && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool IsOwnDescriptors(string folder) =>
        LibC.RealPath("/proc/self") is { } self
        && (folder == $"{self}/fd" || (folder.StartsWith($"{self}/task/", StringComparison.Ordinal) && folder.EndsWith("/fd", StringComparison.Ordinal)));

    /// <summary>What stands in another process' folder of descriptors reads as a link to text that is no path.</summary>
    private static bool IsPseudoLink(string folder) => folder.StartsWith("/proc/", StringComparison.Ordinal) && folder.EndsWith("/fd", StringComparison.Ordinal);
}
