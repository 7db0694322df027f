using Sweep.Core.Texts;
using Sweep.Service.Views;
using Sweep.Storage;

namespace Sweep.Service.Remote;

/// <summary>
/// A server of the HTTP API, and the use cases by way of it. What it refuses is refused in the words that its database's own use cases have; where it cannot
/// be reached, or not with this key, that is a <see cref="Answers.RefusalException"/>.
/// </summary>
public sealed class SweepServer : IStore, IDisposable
{
    private readonly ServerClient _client;

    public SweepServer(SweepServerOptions options)
        : this(options, null)
    {
    }

    /// <param name="options">Which server.</param>
    /// <param name="transport">What takes requests to it; null for the network.</param>
    internal SweepServer(SweepServerOptions options, HttpMessageHandler? transport)
    {
        ArgumentNullException.ThrowIfNull(options);
        _client = new ServerClient(options, transport);
        Sweeps = new RemoteSweeps(_client, options);
        Upkeep = new RemoteUpkeep(_client);
        DataSets = new RemoteDataSets(_client);
    }

    public string Description => _client.Description;

    public ISweepService Sweeps { get; }

    public ISweepUpkeep Upkeep { get; }

    public IDataSets DataSets { get; }

    /// <summary>What is wrong with an address; null, and the address, where nothing is.</summary>
    /// <param name="place">Where it was written.</param>
    /// <param name="text">As it was written.</param>
    /// <param name="address">The address, with a slash at its end; null where it is none.</param>
    public static Problem? Check(string place, string text, out Uri? address)
    {
        ArgumentNullException.ThrowIfNull(text);
        const string Remedy = "write one such as http://127.0.0.1:8080 or https://sweep.example.org";
        address = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri is not { Scheme: "http" or "https", Host.Length: > 0 })
            return new Problem(place, text.Length == 0 ? "\"\"" : text, "is no address of a server", Remedy);
        if (uri.UserInfo.Length > 0)
            return new Problem(place, text, "must have no name and no password in it", "a server asks for a key, which does not stand in an address");
        if (uri.Query.Length > 0 || uri.Fragment.Length > 0)
            return new Problem(place, text, "must end before ? and #", Remedy);
        address = uri.AbsolutePath.EndsWith('/') ? uri : new Uri(uri.AbsoluteUri + "/");
        return null;
    }

    /// <summary>The silos that seem alive.</summary>
    public async Task<IReadOnlyList<SiloView>> ReadSilosAsync(CancellationToken cancellation) =>
        (await _client.AskAsync(HttpMethod.Get, "silos", SweepJson.Default.SiloList, cancellation)).Require().Silos;

    public void Dispose() => _client.Dispose();
}
