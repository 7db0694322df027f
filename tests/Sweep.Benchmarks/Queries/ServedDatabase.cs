using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Sweep.Testing;

namespace Sweep.Benchmarks.Queries;

/// <summary>The real <c>sweep serve</c> over a database, which trains nothing.</summary>
internal sealed class ServedDatabase : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly SweepProcess _process;

    private ServedDatabase(TemporaryFolder folder, SweepProcess process, Uri address)
    {
        (_folder, _process, Address) = (folder, process, address);

        // As browsers do: what compressing takes is part of an answer.
        Client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All }) { BaseAddress = address };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public static async Task<ServedDatabase> StartAsync(string database)
    {
        var folder = new TemporaryFolder();
        var address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        var process = SweepProcess.StartBuilt(
            Repository.File("src/Sweep.Client/bin/Release/net10.0/sweep.dll"), folder.Path, "serve", "--url", address.AbsoluteUri, "--database", database, "--slots", "0");
        await process.SaysAsync("Ctrl-C ends it");
        return new ServedDatabase(folder, process, address);
    }

    /// <summary>Asks once, and says how long the last byte took.</summary>
    public async Task<double> FirstAsync(PageAddress address)
    {
        var (took, _) = await AskAsync(address);
        Console.WriteLine(FormattableString.Invariant($"{address.Name,-52}{took,9:N1}"));
        return took;
    }

    /// <summary>Asks once and then again and again, one after the other, and says how long the last byte took.</summary>
    public async Task<PageTimes> MeasureAsync(PageAddress address, int repeats)
    {
        var times = new double[repeats + 1];
        var bytes = 0L;
        for (var k = 0; k < times.Length; k++)
            (times[k], bytes) = await AskAsync(address);
        return new PageTimes { P95 = PageTimes.Say(address.Name, times, FormattableString.Invariant($"{bytes / 1000.0:N1}")) };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Interrupt();
        await _process.WaitAsync(TimeSpan.FromMinutes(1));
        _process.Dispose();
        _folder.Dispose();
    }

    /// <summary>Who asks more often than the server answers waits, and that does not count.</summary>
    private async Task<(double Milliseconds, long Bytes)> AskAsync(PageAddress address)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(address.Body is null ? HttpMethod.Get : HttpMethod.Post, new Uri(address.Path, UriKind.Relative));
            if (address.Body is { } body)
                request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/yaml"));
            var began = TimeProvider.System.GetTimestamp();
            using var answer = await Client.SendAsync(request);
            var content = await answer.Content.ReadAsByteArrayAsync();
            var took = TimeProvider.System.GetElapsedTime(began).TotalMilliseconds;
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1));
                continue;
            }

            if (!answer.IsSuccessStatusCode)
                throw new InvalidOperationException($"{address.Path} answers {(int)answer.StatusCode}: {Encoding.UTF8.GetString(content)}");
            return (took, content.Length);
        }
    }
}
