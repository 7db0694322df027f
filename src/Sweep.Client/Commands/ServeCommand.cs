using System.CommandLine;
using Microsoft.AspNetCore.Http;
using Sweep.Client.Serving;
using Sweep.Client.Silos;
using Sweep.Client.Stores;
using Sweep.Client.Terminal;
using Sweep.Web.Keys;
using Sweep.Web.Pages.Shared;

namespace Sweep.Client.Commands;

/// <summary><c>sweep serve</c>: the HTTP API and the dashboard over a database, and a silo that trains what is submitted.</summary>
internal static class ServeCommand
{
    private const string UrlPlace = "--url";
    private const string DefaultUrl = "http://127.0.0.1:8080";
    private const int MostSlots = 4096;

    private static readonly Option<string?> Url = new(UrlPlace)
    {
        HelpName = "URL",
        Description = $"Where to listen; several with semicolons. Other addresses than those of loopback need a key (`sweep key add`) [{DefaultUrl}]",
    };

    private static readonly Option<string?> Slots = new("--slots") { HelpName = "N", Description = "Trials in training at once; 0 or none to train nothing here [one per core]" };

    private static readonly Option<string?> Hosts = new("--allowed-hosts")
    {
        HelpName = "NAMES",
        Description = "Names by which it may be called, with commas between, such as sweep.example.org [any with keys; without, those of loopback]",
    };

    private static readonly Option<string?> Traces = new("--trace-url")
    {
        HelpName = "URL",
        Description = "Where traces of trials are shown, with {trace_id} in it: pages of trials lead there",
    };

    private static readonly Option<bool> RequireKey = new("--require-key")
    {
        Description = "Ask for a key on loopback too, where else all of this machine are let in",
        Arity = ArgumentArity.Zero,
    };

    private static readonly Option<bool> AllowCommands = new("--allow-commands")
    {
        Description = "Run commands that submitted specs bring",
        Arity = ArgumentArity.Zero,
    };

    public static Command Create(CommandHost host) => host.HandleHere(
        new Command("serve", "Serve the HTTP API and the dashboard, and train what is submitted") { Url, Slots, Hosts, Traces, RequireKey, AllowCommands, ClusterOption.Option },
        "leave it out: this is a server itself, over a database",
        RunAsync);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var errors = new OptionReader();
        var urls = ReadUrls(call.Get(Url) ?? DefaultUrl, errors);
        var slots = ReadSlots(call.Get(Slots), errors);
        var traces = ReadTraces(call.Get(Traces), errors);
        if (errors.Errors.Count > 0)
            throw CliException.Usage(errors.Errors);
        var isOfCluster = call.Get(ClusterOption.Option);
        if (isOfCluster)
        {
            ClusterOption.RefuseSlots(slots);
            ClusterView.RequireConnection(call);
        }

        var notifications = ServerVariables.Notifications(call);
        var retention = ServerVariables.Retention(call);
        await using var store = await StoreOpener.MigratedAsync(call, StoreOpener.OpenOrCreate(call), cancellation);
        await using var cluster = isOfCluster ? ClusterView.Open(call, store) : null;
        return await new ServeRun(call, store).RunAsync(
            new ServeChoice(urls, slots, cluster)
            {
                AllowedHosts = call.Get(Hosts)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
                RequiresKey = call.Get(RequireKey),
                Traces = traces,
                AllowsCommands = call.Get(AllowCommands),
                Notifications = notifications,
                Retention = retention,
            },
            cancellation);
    }

    private static int? ReadSlots(string? text, OptionReader errors) =>
        text is null ? null : text == "none" ? 0 : (int)errors.Whole("--slots", text, 0, MostSlots, 0);

    private static TraceAddress ReadTraces(string? text, OptionReader errors)
    {
        var traces = text is null ? TraceAddress.None : TraceAddress.Read(text);
        if (traces is null)
            errors.Refuse(new Problem(Traces.Name, text!.Length == 0 ? "\"\"" : text, TraceAddress.Rule, TraceAddress.Remedy));
        return traces ?? TraceAddress.None;
    }

    private static string[] ReadUrls(string text, OptionReader errors)
    {
        var urls = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var url in urls.Length == 0 ? [text] : urls)
        {
            if (!IsUrl(url))
                errors.Refuse(new Problem(UrlPlace, url.Length == 0 ? "\"\"" : url, "is no address to listen on", $"write one such as {DefaultUrl}; for https use sweep-silo, or a proxy"));
        }

        return urls;
    }

    private static bool IsUrl(string url) => ListeningAddresses.IsAddress(url) && BindingAddress.Parse(url) is { Scheme: "http", IsUnixPipe: false };
}
