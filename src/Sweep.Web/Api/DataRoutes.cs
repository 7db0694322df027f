using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Sweep.Core.Data;
using Sweep.Core.Texts;
using Sweep.Service;
using Sweep.Service.Tables;
using Sweep.Service.Views;
using Sweep.Storage.DataSets;
using Sweep.Web.Keys;

namespace Sweep.Web.Api;

/// <summary>Data sets: list, look at, store, remove.</summary>
internal static class DataRoutes
{
    private static readonly QueryParameter Name = QueryParameter.Text("name", "What specs are to call it.", "");
    private static readonly QueryParameter Label = QueryParameter.Text(ChoiceForm.Address.Label, "The column with the two classes; else one named label, target, class or y, else the last.");
    private static readonly QueryParameter Positive = QueryParameter.Text(ChoiceForm.Address.Positive, "Which of its values is 1; else 1 of 0 and 1, true of true and false.");
    private static readonly QueryParameter Features = QueryParameter.Each(ChoiceForm.Address.Features, "A column with a feature; written several times, in this order; else all others.");
    private static readonly QueryParameter Source = QueryParameter.Text("source", "Where it comes from, for people; else its media type.");

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/data", ListAsync).Takes().Describe<StoredDataSets>("list_data", "Lists the data sets, by name", Scopes.Read);
        routes.MapGet("/data/{name}", FindAsync).Takes().Describe<DataSetView>("get_data", "Says what is in a data set", Scopes.Read, 404);
        MapStore(routes.MapPost("/data", PostAsync).Takes(Name, Label, Positive, Features, Source), "add_data", "Stores a table, in CSV or Parquet, under a name");
        MapStore(
            routes.MapPut("/data/{name}", PutAsync).Takes(Label, Positive, Features, Source), "put_data",
            "Stores a table, in CSV or Parquet, under this name; the same numbers again change nothing");
        routes.MapDelete("/data/{name}", RemoveAsync).Takes()
            .Describe<RemovedDataSet>("remove_data", "Removes a data set that no running or paused sweep needs", Scopes.Admin, 404, 409)
            .DisableRequestTimeout();
    }

    private static void MapStore(RouteHandlerBuilder route, string name, string summary) => route
        .Accepts<Stream>(TableBody.Csv, TableBody.Parquet)
        .Describe<DataSetView>(name, summary, Scopes.Write, 400, 409, 413, 415, 422)
        .Produces<DataSetView>(StatusCodes.Status201Created)
        .WithRequestTimeout(RequestLimits.Uploads)
        .RequireRateLimiting(RequestLimits.Uploads);

    private static async Task<IResult> ListAsync(HttpContext http, IDataSets sets)
    {
        var query = new QueryReader(http);
        return query.Refusal is { } wrong
            ? Problems.Of(wrong)
            : ApiAnswer.Tagged(http, new StoredDataSets(await sets.ListAsync(http.RequestAborted)), SweepJson.Default.StoredDataSets);
    }

    private static async Task<IResult> FindAsync(HttpContext http, string name, IDataSets sets)
    {
        var query = new QueryReader(http);
        if (query.Refusal is { } wrong)
            return Problems.Of(wrong);
        return (await sets.FindAsync(WrittenName(http, name), http.RequestAborted)).TryGet(out var set, out var refusal)
            ? ApiAnswer.Tagged(http, set, SweepJson.Default.DataSetView)
            : Problems.Of(refusal);
    }

    private static Task<IResult> PostAsync(HttpContext http, IDataSets sets, ApiLimits limits)
    {
        var query = new QueryReader(http);
        return StoreAsync(http, query.Text(Name)!, query, sets, limits);
    }

    private static Task<IResult> PutAsync(HttpContext http, string name, IDataSets sets, ApiLimits limits) =>
        StoreAsync(http, WrittenName(http, name), new QueryReader(http), sets, limits);

    private static async Task<IResult> RemoveAsync(HttpContext http, string name, IDataSets sets)
    {
        var query = new QueryReader(http);
        if (query.Refusal is { } wrong)
            return Problems.Of(wrong);
        return (await sets.RemoveAsync(WrittenName(http, name), http.RequestAborted)).TryGet(out var removed, out var refusal)
            ? ApiAnswer.Json(removed, SweepJson.Default.RemovedDataSet)
            : Problems.Of(refusal);
    }

    private static async Task<IResult> StoreAsync(HttpContext http, string name, QueryReader query, IDataSets sets, ApiLimits limits)
    {
        var features = query.List(Features);
        var choice = new TableChoice(query.Text(Label)?.Trim(), query.Text(Positive), features.Count == 0 ? null : features) { Form = ChoiceForm.Address };
        var source = query.Text(Source);
        if (DataSetNames.Check(Name.Name, name) is { } wrongName)
            query.Refuse(wrongName);
        if (query.Refusal is { } wrong)
            return Problems.Of(wrong);
        if (TableBody.FormatOf(http.Request) is not { } format)
            return Problems.Of(415, new Problem("Content-Type", http.Request.ContentType ?? "", "is no type of a table", $"send CSV in UTF-8 as {TableBody.Csv}, or Parquet as {TableBody.Parquet}"));
        http.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = limits.TableBytes;
        if (!(await TableBody.ReadAsync(http, format, choice)).TryGet(out var read, out var refusal))
            return Problems.Of(422, refusal);
        var set = new NewDataSet(name, read.Table, read.Label, read.Positive, Printable.Whole(source ?? TableBody.NameOf(format)));
        if (!(await sets.AddAsync(set, http.RequestAborted)).TryGet(out var stored, out refusal))
            return Problems.Of(refusal);
        http.Response.Headers.Location = $"/v1/data/{Uri.EscapeDataString(name)}";
        return ApiAnswer.Json(stored, SweepJson.Default.DataSetView, stored.Added == true ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    /// <summary>
    /// Slashes of a name stay "%2F" in what routing gives, where they cannot be told from these three characters: then the address as it was sent says it.
    /// </summary>
    private static string WrittenName(HttpContext http, string routed)
    {
        if (!routed.Contains("%2F", StringComparison.OrdinalIgnoreCase))
            return routed;
        var path = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', '#')[0];
        return Uri.UnescapeDataString(path[(path.LastIndexOf('/') + 1)..]);
    }
}
