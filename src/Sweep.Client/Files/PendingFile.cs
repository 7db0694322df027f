using Microsoft.Win32.SafeHandles;

namespace Sweep.Client.Files;

/// <summary>An output that is written whole, and not yet in its place.</summary>
internal sealed class PendingFile(OutputTarget target, string? staged, long bytes) : IAsyncDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private string? _staged = staged;

    /// <summary>False where it went into a device or pipe at once.</summary>
    public bool IsStaged => _staged is not null;

    /// <summary>Writes beside the file; where the folder takes no new one, in the folder for temporary files.</summary>
    /// <exception cref="IOException">It cannot be written, or the file may not be.</exception>
    public static async Task<PendingFile> StageAsync(OutputTarget target, Func<Stream, Task> write)
    {
        // Replacing asks for rights on the folder alone; a file that may not be written stays.
        if (target.Kind == TargetKind.File)
            OpenInPlace(target).Dispose();
        var (path, stream) = Create(target);
        try
        {
            await using (stream)
            {
                await write(stream);
                await stream.FlushAsync(CancellationToken.None);
                stream.Flush(flushToDisk: true);
                return new PendingFile(target, path, stream.Length);
            }
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Puts it in its place; returns its length in bytes.</summary>
    public long Commit()
    {
        if (_staged is not { } path)
            return bytes;
        if (!TryReplace(path))
            CopyInPlace(path);
        return bytes;
    }

    public ValueTask DisposeAsync()
    {
        if (_staged is { } path)
            File.Delete(path);
        _staged = null;
        return ValueTask.CompletedTask;
    }

    private static (string Path, FileStream Stream) Create(OutputTarget target)
    {
        var name = PartFiles.NewName();
        var folder = Path.GetDirectoryName(target.Path) ?? "";
        PartFiles.RemoveAbandoned(folder);
        var beside = Path.Combine(folder, name);
        try
        {
            return (beside, Open(beside, target));
        }
        catch (Exception refused) when (target.Kind == TargetKind.File && refused is UnauthorizedAccessException or IOException)
        {
            PartFiles.RemoveAbandoned(Path.GetTempPath());
            var elsewhere = Path.Combine(Path.GetTempPath(), name);
            return (elsewhere, Open(elsewhere, target));
        }
    }

    /// <summary>Nobody reads it before it has the rights of the file that it replaces; a new file has those that the process gives.</summary>
    private static FileStream Open(string path, OutputTarget target)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 1 << 16 };
        if (target.Kind == TargetKind.File && !OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return new FileStream(path, options);
    }

    /// <summary>
    /// False where the file cannot be exchanged for another without loss: it has other names, an owner or an access list that cannot be given, or its
    /// place is fixed (a mount).
    /// </summary>
    private bool TryReplace(string path)
    {
        if (target.Kind == TargetKind.File
            && (target.Stat is { Links: > 1 } || Path.GetDirectoryName(path) != Path.GetDirectoryName(target.Path) || !TryTakeOver(path)))
            return false;
        try
        {
            File.Move(path, target.Path, overwrite: true);
            _staged = null;
            return true;
        }
        catch (Exception refused) when (target.Kind == TargetKind.File && refused is UnauthorizedAccessException or IOException)
        {
            return false;
        }
    }

    private bool TryTakeOver(string path)
    {
        if (target.Stat is not { } was || OperatingSystem.IsWindows())
            return true;
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Write);
        if (LibC.Stat((int)handle.DangerousGetHandle()) is not { } now)
            return false;
        if ((now.User != was.User || now.Group != was.Group) && !LibC.TrySetOwner((int)handle.DangerousGetHandle(), was.User, was.Group))
            return false;
        // After the owner, whose change takes bits away; before the access list, which a change of the bits would alter.
        File.SetUnixFileMode(handle, was.Mode);
        return LibC.Attributes(target.Path).All(name =>
            LibC.Attribute(target.Path, name) is { } value
                && (LibC.Attribute(path, name) is { } own && own.AsSpan().SequenceEqual(value) || LibC.TrySetAttribute(path, name, value)));
    }

    /// <summary>Takes the room before the first byte is changed, so that a full disk leaves the file as it was.</summary>
    private void CopyInPlace(string path)
    {
        using var content = File.OpenHandle(path);
        using var file = OpenInPlace(target);
        var before = RandomAccess.GetLength(file);
        if (bytes > before && OperatingSystem.IsLinux()
            && LibC.Reserve((int)file.DangerousGetHandle(), before, bytes - before) is LibC.NoSpace or LibC.QuotaExceeded)
        {
            RandomAccess.SetLength(file, before);
            throw new IOException("No space left on device", LibC.NoSpace);
        }

        var buffer = new byte[1 << 16];
        for (long at = 0; at < bytes;)
        {
            var read = RandomAccess.Read(content, buffer, at);
            if (read == 0)
                break;
            RandomAccess.Write(file, buffer.AsSpan(0, read), at);
            at += read;
        }

        RandomAccess.SetLength(file, bytes);
        RandomAccess.FlushToDisk(file);
    }

    private static SafeFileHandle OpenInPlace(OutputTarget target) =>
        File.OpenHandle(target.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
}
