using System.CommandLine;
using Sweep.Client.Formatting;
using Sweep.Client.Stores;
using Sweep.Client.Tables;
using Sweep.Client.Terminal;
using Sweep.Core.Data;
using Sweep.Service.Answers;
using Sweep.Service.Tables;
using Sweep.Service.Views;
using Sweep.Storage.DataSets;

namespace Sweep.Client.Commands;

/// <summary><c>sweep data</c>: data sets of one's own, kept in the database or by a server.</summary>
internal static class DataCommand
{
    private const string NamePlace = "NAME";

    private static readonly Argument<string> NewName = new("name") { HelpName = NamePlace, Description = "What specs are to call it" };
    private static readonly Argument<string> Name = new("name") { HelpName = NamePlace, Description = "Its name" };
    private static readonly Argument<string> File = new("file") { HelpName = "FILE", Description = "A CSV or Parquet file with a header, by its ending" };

    private static readonly Option<string?> Label = new("--label")
    {
        HelpName = "COLUMN",
        Description = "The column with the two classes [label, target, class or y, else the last]",
    };

    private static readonly Option<string?> Positive = new("--positive") { HelpName = "VALUE", Description = "Which of its values is 1 [1 of 0 and 1, true of true and false]" };

    private static readonly Option<string?> Features = new("--features")
    {
        HelpName = "COLUMNS",
        Description = "The columns with the features, in this order; several with commas [all others]",
    };

    public static Command Create(CommandHost host) => new("data", "Look after data sets of your own")
    {
        host.Handle(new Command("add", "Store a table of numbers and a label of two classes") { NewName, File, Label, Positive, Features }, AddAsync),
        host.Handle(new Command("list", "List the data sets"), ListAsync),
        host.Handle(new Command("remove", "Remove a data set that no running or paused sweep needs") { Name }, RemoveAsync),
    };

    private static async Task<int> AddAsync(Invocation call, CancellationToken cancellation)
    {
        var name = call.Get(NewName);
        if (DataSetNames.Check(NamePlace, name) is { } wrong)
            throw CliException.Usage(wrong);
        var path = call.Get(File);
        var choice = new TableChoice(call.Get(Label)?.Trim(), call.Get(Positive), call.Get(Features)?.Split(',', StringSplitOptions.TrimEntries));
        var read = await TableFile.ReadAsync(path, choice, cancellation);
        await using var opened = await SweepsOpener.OpenOrCreateAsync(call, cancellation);
        var set = new NewDataSet(name, read.Table, read.Label, read.Positive, Printable.Whole(Path.GetFileName(path)));
        var added = Require(await opened.DataSets.AddAsync(set, cancellation));
        if (call.Json)
            call.WriteJson(added, SweepJson.Default.DataSetView);
        var size = $"{Figures.Count(added.Rows)} rows of {Figures.Features(added.Features.Count)}";
        call.Output.Say(added.Added == true
            ? $"{name} is in {opened.Place.Description}: {size}; 1 is {added.Label} = {added.Positive}"
            : $"{name} was in {opened.Place.Description} already: {size}");
        return ExitCodes.Done;
    }

    private static async Task<int> ListAsync(Invocation call, CancellationToken cancellation)
    {
        await using var opened = await SweepsOpener.OpenToShowAsync(call, cancellation);
        var sets = await opened.DataSets.ListAsync(cancellation);
        if (call.Json)
            call.WriteJson(sets, SweepJson.Default.IReadOnlyListDataSetView);
        else if (sets.Count == 0)
            call.Output.Say("no data sets yet: `sweep data add NAME FILE` stores one");
        else
            call.Output.Results.Write(DataSetList.Create(sets, call.Context.Time, call.Output.Results.Profile.Width));
        return ExitCodes.Done;
    }

    private static async Task<int> RemoveAsync(Invocation call, CancellationToken cancellation)
    {
        await using var opened = await SweepsOpener.OpenAsync(call, cancellation);
        var removed = Require(await opened.DataSets.RemoveAsync(call.Get(Name), cancellation));
        if (call.Json)
            call.WriteJson(removed, SweepJson.Default.RemovedDataSet);
        call.Output.Say(removed.ContentRemoved ? $"{removed.Name} is removed" : $"{removed.Name} is removed; its numbers stay, since another data set has the same");
        return ExitCodes.Done;
    }

    private static T Require<T>(Answer<T> answer)
        where T : notnull =>
        answer.TryGet(out var value, out var refusal) ? value : throw new RefusalException(refusal.At(NamePlace));
}
