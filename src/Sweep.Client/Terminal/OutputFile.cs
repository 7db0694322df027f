using System.Text.Json;
using Sweep.Client.Commands;

namespace Sweep.Client.Terminal;

/// <summary>Writes a result to a file that is there whole or not at all.</summary>
internal static class OutputFile
{
    /// <summary>The path written after <paramref name="option"/>, checked as far as can be without touching it.</summary>
    public static string? Read(string option, string? path, Numbers errors)
    {
        if (path is null)
            return null;
        if (path.Trim().Length == 0 || path.Contains('\0', StringComparison.Ordinal))
            errors.Refuse(new CliError(option, path.Length == 0 ? "\"\"" : path, "is no file's name"));
        else if (Directory.Exists(path))
            errors.Refuse(new CliError(option, path, "is a folder", "name a file in it"));
        else if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
            errors.Refuse(new CliError(option, path, "is in a folder that does not exist", "make the folder first"));
        return path;
    }

    /// <summary>Writes beside the file and renames, so that an interrupted export leaves nothing under its name; returns the bytes written.</summary>
    public static async Task<long> WriteAsync(string path, Func<Stream, Task> write)
    {
        if (IsDevice(path))
        {
            await using var device = File.OpenWrite(path);
            await write(device);
            return 0;
        }

        var beside = $"{path}.{Guid.NewGuid():n}.part";
        try
        {
            long bytes;
            await using (var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            {
                await write(stream);
                await stream.FlushAsync(CancellationToken.None);
                bytes = stream.Length;
            }

            File.Move(beside, path, overwrite: true);
            return bytes;
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    public static void WriteJson(Utf8JsonWriter json, string sweepId, string path, long bytes)
    {
        json.WriteStartObject();
        json.WriteString("sweep_id", sweepId);
        json.WriteString("file", Path.GetFullPath(path));
        json.WriteNumber("bytes", bytes);
        json.WriteEndObject();
    }

    /// <summary>A pipe or device (/dev/stdout) is written into, never replaced.</summary>
    private static bool IsDevice(string path) =>
        File.Exists(path) && !OperatingSystem.IsWindows() && File.GetUnixFileMode(path) is var _ && (File.GetAttributes(path) & (FileAttributes.Device | FileAttributes.ReparsePoint)) != 0;
}
