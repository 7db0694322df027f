using Sweep.Client.Formatting;
using Sweep.Client.Stores;
using Sweep.Client.Terminal;
using Sweep.Core.Specs;
using Sweep.Service;
using Sweep.Service.Answers;
using Sweep.Service.Sweeps;
using Sweep.Storage;

namespace Sweep.Client.Running;

/// <summary>Reads a spec from a file or standard input.</summary>
internal static class SpecFile
{
    private const string StandardInput = "-";

    /// <exception cref="CliException">It cannot be read, or is not valid: every error at once.</exception>
    public static async Task<ValidSpec> ReadAsync(Invocation call, string path, CancellationToken cancellation, KnownTrainers? known = null)
    {
        var bytes = await ReadBytesAsync(path, call.Context.Input, cancellation);
        CliException? away = null;
        var answer = await ValidSpec.ReadAsync(
            bytes, known ?? KnownTrainers.Default,
            () => AskAsync(async store => store is null ? [] : await store.ListDataSetsAsync(cancellation)),
            read => AskAsync(store => HistoryGatherer.ReadAsync(store, read, cancellation)));
        return answer.TryGet(out var spec, out var refusal)
            ? spec.From(path == StandardInput ? "." : Path.GetDirectoryName(Path.GetFullPath(path))!)
            : throw Invalid(path, refusal, Unread(away));

        // A misspelt name is told whether or not the database can be asked for what has it.
        async Task<T> AskAsync<T>(Func<ISweepStore?, Task<T>> ask)
        {
            try
            {
                await using var store = await StoreOpener.FindAsync(call, cancellation);
                return await ask(store);
            }
            catch (CliException failure)
            {
                away = failure;
                return await ask(null);
            }
        }
    }

    /// <summary>The same of a spec for a server, which has it read with its own trainers and data sets; folders in it are the server's.</summary>
    /// <inheritdoc cref="ReadAsync(Invocation, string, CancellationToken, KnownTrainers)"/>
    public static async Task<ValidSpec> ReadAsync(Invocation call, string path, ISweepService server, CancellationToken cancellation)
    {
        var answer = await server.ValidateAsync(await ReadBytesAsync(path, call.Context.Input, cancellation), cancellation);
        return answer.TryGet(out var spec, out var refusal) ? spec : throw Invalid(path, refusal, []);
    }

    private static CliException Invalid(string path, Refusal refusal, IEnumerable<string> besides)
    {
        var source = path == StandardInput ? "standard input" : Printable.Of(path);
        var count = refusal.Problems.Count == 1 ? "1 error" : $"{Figures.Count(refusal.Problems.Count)} errors";
        return new CliException(ExitCodes.Usage, [$"{source} is no valid spec ({count}):", .. refusal.Messages.Select(error => $"  {error}"), .. besides]);
    }

    private static IEnumerable<string> Unread(CliException? failure) =>
        failure is null ? [] : failure.Messages.Prepend("the database could not be read:");

    private static async Task<byte[]> ReadBytesAsync(string path, Stream input, CancellationToken cancellation)
    {
        try
        {
            if (path != StandardInput && Directory.Exists(path))
                throw CliException.Usage(new Problem("SPEC", path, "is a folder", "name a file in it"));
            // Opening a named pipe waits for its writer, and no signal ends that.
            await using var stream = path == StandardInput ? input : await Task.Run(() => Open(path), CancellationToken.None).WaitAsync(cancellation);
            return await ReadLimitedAsync(stream, cancellation);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CliException.Usage(new Problem("SPEC", path, "is no file", "name a YAML or JSON file, or - for standard input"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw CliException.Usage(new Problem("SPEC", path.Length == 0 ? "\"\"" : path, $"cannot be read: {failure.Message}"));
        }
    }

    /// <summary>Without a buffer: closing one waits for the read that is under way.</summary>
    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);

    /// <summary>One byte more than a spec may have is enough for the reader to refuse it; a device may never end.</summary>
    private static async Task<byte[]> ReadLimitedAsync(Stream stream, CancellationToken cancellation)
    {
        using var text = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (text.Length <= SpecLimits.TextBytes)
        {
            var read = await stream.ReadAsync(buffer, cancellation).AsTask().WaitAsync(cancellation);
            if (read == 0)
                break;
            text.Write(buffer, 0, read);
        }

        return text.ToArray();
    }
}
