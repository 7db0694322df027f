using System.CommandLine;
using System.Globalization;
using Sweep.Client.Serving;
using Sweep.Client.Stores;
using Sweep.Client.Terminal;
using Sweep.Core.Naming;
using Sweep.Service.Views;
using Sweep.Storage.Keys;
using Sweep.Web.Keys;

namespace Sweep.Client.Commands;

/// <summary><c>sweep key</c>: the keys that open the HTTP API and the dashboard of a database's servers.</summary>
internal static class KeyCommand
{
    private const string NamePlace = "NAME";
    private const string IdPlace = "ID";
    private const int LongestName = 100;
    private const int MostDays = 3650;
    private const string DatabaseAlone = "write --database DATABASE: who has its keys has the server";

    private static readonly Argument<string> Name = new("name") { HelpName = NamePlace, Description = "Whose it is, or what for" };
    private static readonly Argument<string> Id = new("id") { HelpName = IdPlace, Description = "The part of the key between its underscores" };

    private static readonly Option<string?> Scope = new("--scope")
    {
        HelpName = "SCOPE",
        Description = "What it allows: read to look, write to submit and steer too, admin to delete too [read]",
    };

    private static readonly Option<string?> Expires = new("--expires") { HelpName = "TIME", Description = "For how long it is good, such as 30d or 12h [for ever]" };

    public static Command Create(CommandHost host) => new("key", "Look after keys of the HTTP API")
    {
        host.HandleHere(new Command("add", "Make a key and print it, this once") { Name, Scope, Expires }, DatabaseAlone, AddAsync),
        host.HandleHere(new Command("list", "List the keys"), DatabaseAlone, ListAsync),
        host.HandleHere(new Command("revoke", "Take a key back; servers know within seconds") { Id }, DatabaseAlone, RevokeAsync),
    };

    private static async Task<int> AddAsync(Invocation call, CancellationToken cancellation)
    {
        var errors = new OptionReader();
        var name = call.Get(Name).Trim();
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl))
            errors.Refuse(new Problem(NamePlace, name.Length == 0 ? "\"\"" : name, $"must be 1 to {LongestName} printable characters"));
        var scope = ReadScope(call.Get(Scope), errors);
        var now = call.Context.Time.GetUtcNow();
        var expiresAt = ReadExpiry(call.Get(Expires), now, errors);
        if (errors.Errors.Count > 0)
            throw CliException.Usage(errors.Errors);
        await using var store = await StoreOpener.MigratedAsync(call, StoreOpener.OpenOrCreate(call), cancellation);
        var key = ApiKey.New();
        var record = new KeyRecord(key.Id, name, key.Hash(), scope, now, expiresAt, RevokedAt: null, LastUsedAt: null);
        await store.AddKeyAsync(record, cancellation);
        if (call.Json)
            call.WriteJson(new KeyView(record, now) { Key = key.Text }, SweepJson.Default.KeyView);
        else
            call.Output.Plain.WriteLine(key.Text);
        call.Output.Say($"this is the key of {name}, shown this once; `sweep key revoke {key.Id}{StoreOpener.OptionFor(call)}` takes it back");
        return ExitCodes.Done;
    }

    private static async Task<int> ListAsync(Invocation call, CancellationToken cancellation)
    {
        await using var store = await StoreOpener.OpenExistingAsync(call, cancellation);
        var now = call.Context.Time.GetUtcNow();
        IReadOnlyList<KeyView> keys = [.. (await store.ListKeysAsync(cancellation)).Select(key => new KeyView(key, now))];
        if (call.Json)
            call.WriteJson(keys, SweepJson.Default.IReadOnlyListKeyView);
        else if (keys.Count == 0)
            call.Output.Say("no keys yet: `sweep key add NAME` makes one");
        else
            call.Output.Results.Write(KeyList.Create(keys, call.Context.Time, call.Output.Results.Profile.Width));
        return ExitCodes.Done;
    }

    private static async Task<int> RevokeAsync(Invocation call, CancellationToken cancellation)
    {
        await using var store = await StoreOpener.OpenExistingAsync(call, cancellation);
        var id = call.Get(Id);
        if (await store.FindKeyAsync(id, cancellation) is not { } key || !await store.RevokeKeyAsync(id, cancellation))
            throw CliException.Usage(new Problem(IdPlace, id.Length == 0 ? "\"\"" : id, "is no key's id", "`sweep key list` shows them"));
        if (call.Json)
            call.WriteJson(new RevokedKey(key.Id, key.Name), SweepJson.Default.RevokedKey);
        call.Output.Say($"key {key.Id} ({key.Name}) is good for nothing any more");
        return ExitCodes.Done;
    }

    private static KeyScope ReadScope(string? text, OptionReader errors)
    {
        if (text is null)
            return KeyScope.Read;
        if (!KeyScopes.TryParse(text, out var scope))
        {
            errors.Refuse(new Problem(
                "--scope", text.Length == 0 ? "\"\"" : text, "is no scope", $"{Suggestions.Question(text, KeyScopes.All)}the scopes are {string.Join(", ", KeyScopes.All)}"));
        }

        return scope;
    }

    private static DateTimeOffset? ReadExpiry(string? text, DateTimeOffset now, OptionReader errors)
    {
        if (text is null)
            return null;
        if (text is [.. var number, 'd' or 'h'] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0)
        {
            var hours = text[^1] == 'd' ? 24L * count : count;
            if (hours <= 24L * MostDays)
                return now.AddHours(hours);
        }

        errors.Refuse(new Problem("--expires", text.Length == 0 ? "\"\"" : text, $"must be days or hours, up to {MostDays}d", "write 30d or 12h, or leave it out for ever"));
        return null;
    }
}
