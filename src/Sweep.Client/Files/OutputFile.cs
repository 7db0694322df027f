using Sweep.Client.Stores;
using Sweep.Client.Terminal;
using Sweep.Grains.Terminals;

namespace Sweep.Client.Files;

/// <summary>
/// Where a command writes a result: the one way to every file that Sweep's commands make. A file is there whole or as it was before, whatever
/// fails; devices, pipes and descriptors are written into.
/// </summary>
/// <param name="option">The option that named it, for messages.</param>
/// <param name="path">As written.</param>
/// <param name="kept">What it must not be.</param>
internal sealed class OutputFile(string option, string path, KeptFiles kept)
{
    /// <summary>The path written after <paramref name="option"/>, checked as far as can be without touching it.</summary>
    public static OutputFile? Read(string option, string? path, Invocation call, OptionReader errors)
    {
        if (path is null)
            return null;
        var file = new OutputFile(option, path, new KeptFiles(StoreOpener.FileOf(call)));
        if (file.Check(file.Target()) is { } error)
            errors.Refuse(error);
        return file;
    }

    public string Path => path;

    /// <summary>Whether it is this process' standard output.</summary>
    public bool IsStandardOutput => Target() is { Kind: TargetKind.Descriptor, Descriptor: 1 };

    /// <summary>Writes it; returns the bytes written.</summary>
    /// <exception cref="CliException">It may not or cannot be written; then what was there is as it was.</exception>
    public async Task<long> WriteAsync(Func<Stream, Task> write, CancellationToken cancellation)
    {
        await using var pending = await BeginAsync(write, cancellation);
        return Commit(pending);
    }

    /// <summary>Writes several, all or none: what can fail is done before the first is put in place.</summary>
    public static async Task WriteAllAsync(IEnumerable<(OutputFile File, byte[] Content)> files, CancellationToken cancellation)
    {
        List<(OutputFile File, PendingFile Pending)> begun = [];
        try
        {
            foreach (var (file, content) in files)
                begun.Add((file, await file.BeginAsync(stream => stream.WriteAsync(content, cancellation).AsTask(), cancellation)));
            foreach (var (file, pending) in begun)
                file.Commit(pending);
        }
        finally
        {
            foreach (var (_, pending) in begun)
                await pending.DisposeAsync();
        }
    }

    private async Task<PendingFile> BeginAsync(Func<Stream, Task> write, CancellationToken cancellation)
    {
        var target = Allowed();
        try
        {
            return target.Kind is TargetKind.Stream or TargetKind.Descriptor
                ? new PendingFile(target, staged: null, await IntoStreamAsync(target, write, cancellation))
                : await PendingFile.StageAsync(target, write);
        }
        catch (Exception failure) when (IsOfFile(failure))
        {
            throw Failed(failure);
        }
    }

    private long Commit(PendingFile pending)
    {
        try
        {
            // A database may have come to lie there meanwhile.
            if (pending.IsStaged)
                Allowed();
            return pending.Commit();
        }
        catch (Exception failure) when (IsOfFile(failure))
        {
            throw Failed(failure);
        }
    }

    private OutputTarget Target() => OutputTarget.Of(path);

    private OutputTarget Allowed()
    {
        var target = Target();
        return Check(target) is { } error ? throw CliException.Usage(error) : target;
    }

    private Problem? Check(OutputTarget target)
    {
        if (PathName.Check(option, path, "file") is { } nameless)
            return nameless;
        if (target.Kind == TargetKind.Folder)
            return new Problem(option, path, "is a folder", "name a file in it");
        if (target.Kind == TargetKind.NoFolder)
            return new Problem(option, path, "is in a folder that does not exist", "make the folder first");
        if (target.Kind == TargetKind.Unwritable)
            return new Problem(option, path, "is nothing that can be written to", "name a file");
        return kept.Refusal(target) is { } reason ? new Problem(option, path, reason, "name another file") : null;
    }

    private static async Task<long> IntoStreamAsync(OutputTarget target, Func<Stream, Task> write, CancellationToken cancellation)
    {
        if (target.Kind == TargetKind.Descriptor)
            return await IntoDescriptorAsync(target.Descriptor, write, cancellation);
        // Opening a named pipe waits for its reader, and no signal ends that.
        using var handle = await Task.Run(() => File.OpenHandle(target.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite), CancellationToken.None)
            .WaitAsync(cancellation);
        return await IntoDescriptorAsync((int)handle.DangerousGetHandle(), write, cancellation);
    }

    private static async Task<long> IntoDescriptorAsync(int descriptor, Func<Stream, Task> write, CancellationToken cancellation)
    {
        Stream place = new DescriptorStream(descriptor, cancellation);
        await using var buffered = new BufferedStream(LibC.IsTerminal(descriptor) ? new EscapingStream(place) : place, 1 << 16);
        await using var stream = new CountingStream(buffered);
        await write(stream);
        await stream.FlushAsync(cancellation);
        return stream.Length;
    }

    private static bool IsOfFile(Exception failure) => failure is UnauthorizedAccessException || (failure is IOException io && !ClosedPipe.IsCause(io));

    private CliException Failed(Exception failure) =>
        CliException.Failed($"{new Problem(option, path, $"cannot be written: {failure.Message.TrimEnd('.')}", "what was there is as it was")}");
}
