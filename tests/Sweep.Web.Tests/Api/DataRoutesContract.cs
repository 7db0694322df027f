using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Parquet;
using Parquet.Schema;
using Sweep.Testing;

namespace Sweep.Web.Tests.Api;

public abstract class DataRoutesContract(SeededWeb web)
{
    private const string Table = "size,mass,kind\n1,2,M\n3,4,B\n5,6,M\n";

    /// <summary>Numbers that no other test stores under a name of its own.</summary>
    private const string Single = "size,mass,kind\n10,2,M\n30,4,B\n50,6,M\n";

    /// <summary>Others.</summary>
    private const string Needed = "size,mass,kind\n11,2,M\n31,4,B\n51,6,M\n";

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Put_ATable_IsListedFoundAndRemoved()
    {
        using var created = await PutAsync("heart", "positive=M&source=tumours.csv", Single);
        var stored = await created.ReadAsync(HttpStatusCode.Created);
        Assert.Equal("/v1/data/heart", created.Headers.Location?.OriginalString);
        Assert.Equal(("heart", 3, "kind", "M", "tumours.csv", true), (
            (string?)stored["name"], (int)stored["rows"]!, (string?)stored["label"], (string?)stored["positive"], (string?)stored["source"], (bool)stored["added"]!));
        Assert.Equal(["size", "mass"], stored["features"]!.AsArray().Select(name => (string?)name));
        using var again = await PutAsync("heart", "positive=M", Single);
        Assert.False((bool)(await again.ReadAsync())["added"]!);

        var found = await web.Open.GetJsonAsync("/v1/data/heart");
        Assert.Equal((string?)stored["hash"], (string?)found["hash"]);
        var listed = (await web.Open.GetJsonAsync("/v1/data"))["data_sets"]!.AsArray().Single(set => (string?)set!["name"] == "heart");
        Assert.Equal(found.ToJsonString(), listed!.ToJsonString());
        using var removed = await web.Open.SendAsync(HttpMethod.Delete, "/v1/data/heart");
        Assert.True((bool)(await removed.ReadAsync())["content_removed"]!);
        var problem = await web.Open.GetJsonAsync("/v1/data/heart", HttpStatusCode.NotFound);
        Assert.StartsWith("name: \"heart\" is no data set; ", (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WithTheTagOfTheList_IsNotSentAgain()
    {
        using var first = await web.Open.SendAsync(HttpMethod.Get, "/v1/data");
        using var again = await web.Open.SendAsync(HttpMethod.Get, "/v1/data", null, ("If-None-Match", first.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Theory]
    [InlineData("a b/c?d#e%2F+ä&=")]
    [InlineData("...")]
    public async Task PostAndPut_OfOneName_AreTheSameHoweverItIsWritten(string name)
    {
        var path = Uri.EscapeDataString(name);
        using var posted = await SendAsync(HttpMethod.Post, $"/v1/data?name={path}&positive=M", Table);
        Assert.Equal(name, (string?)(await posted.ReadAsync(HttpStatusCode.Created))["name"]);
        Assert.Equal($"/v1/data/{path}", posted.Headers.Location?.OriginalString);
        using var put = await PutAsync(path, "positive=M", Table);
        Assert.False((bool)(await put.ReadAsync())["added"]!);
        using var removed = await web.Open.SendAsync(HttpMethod.Delete, $"/v1/data/{path}");
        Assert.Equal(name, (string?)(await removed.ReadAsync())["name"]);
    }

    [Fact]
    public async Task Put_WithColumnsChosen_TakesThemInTheirOrder()
    {
        using var response = await PutAsync("chosen", "label=b,%20c&features=d&features=a", "a,\"b, c\",d,e\n1,0,3,4\n5,1,7,8\n");
        var stored = await response.ReadAsync(HttpStatusCode.Created);
        Assert.Equal(("b, c", "d a"), ((string?)stored["label"], string.Join(' ', stored["features"]!.AsArray())));
    }

    [Fact]
    public async Task Put_Parquet_IsTheSameTableAsCsv()
    {
        DataField[] columns = [new DataField<double>("size"), new DataField<int>("mass"), new DataField<string>("kind")];
        using var file = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(new ParquetSchema(columns), file, cancellationToken: _cancellation))
        {
            using var group = writer.CreateRowGroup();
            await group.WriteAsync<double>(columns[0], new double[] { 1, 3, 5 }.AsMemory(), cancellationToken: _cancellation);
            await group.WriteAsync<int>(columns[1], new[] { 2, 4, 6 }.AsMemory(), cancellationToken: _cancellation);
            await group.WriteAsync(columns[2], ["M", "B", "M"]);
        }

        using var body = new ByteArrayContent(file.ToArray());
        body.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.apache.parquet");
        using var parquet = await web.Open.SendAsync(HttpMethod.Put, "/v1/data/columns?positive=M", body);
        var hash = (string?)(await parquet.ReadAsync(HttpStatusCode.Created))["hash"];
        using var csv = await PutAsync("rows", "positive=M", Table);
        Assert.Equal(hash, (string?)(await csv.ReadAsync(HttpStatusCode.Created))["hash"]);
    }

    [Fact]
    public async Task Put_ATableWithErrors_AnswersAllOfThemAndStoresNothing()
    {
        using var response = await PutAsync("wrong", "", "a,y\nx,0\n,1\n1,2,3\n");
        var problem = await response.ProblemAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["line 2, a", "line 3, a", "line 4"], problem["errors"]!.AsArray().Select(error => (string?)error!["place"]));
        using var many = await PutAsync("wrong", "", "a,y\n" + string.Concat(Enumerable.Repeat("x,0\n", 1234)));
        problem = await many.ProblemAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(20, problem["errors"]!.AsArray().Count);
        Assert.EndsWith("\nand 1,214 more", (string?)problem["detail"], StringComparison.Ordinal);
        using var unsaid = await PutAsync("wrong", "", Table);
        Assert.EndsWith("add positive=M or positive=B", (string?)(await unsaid.ProblemAsync(HttpStatusCode.UnprocessableEntity))["detail"], StringComparison.Ordinal);
        await web.Open.GetJsonAsync("/v1/data/wrong", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Post_WithAQueryThatIsWrong_AnswersAllOfIt()
    {
        using var response = await SendAsync(HttpMethod.Post, "/v1/data?name=circle&lable=y&positive=1&positive=0", Table);
        var errors = (await response.ProblemAsync(HttpStatusCode.BadRequest))["errors"]!.AsArray();
        Assert.Equal(["query", "positive", "name"], errors.Select(error => (string?)error!["place"]));
        using var nameless = await SendAsync(HttpMethod.Post, "/v1/data", Table);
        Assert.StartsWith("name: \"\" is blank", (string?)(await nameless.ProblemAsync(HttpStatusCode.BadRequest))["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/csv; charset=iso-8859-1")]
    [InlineData(null)]
    public async Task Put_InAnotherType_IsUnsupported(string? type)
    {
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(Table));
        if (type is not null)
            body.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var response = await web.Open.SendAsync(HttpMethod.Put, "/v1/data/typed", body);
        await response.ProblemAsync(HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("text/csv")]
    [InlineData("application/vnd.apache.parquet")]
    public async Task Put_MoreThanATableMayHave_IsTooLarge(string type)
    {
        using var server = await web.StartAsync(limits: new() { TableBytes = 1000, BodyBytes = 10 });
        using var small = await server.SendAsync(HttpMethod.Put, $"/v1/data/{Uri.EscapeDataString($"small of {type}")}?positive=M", Csv(Table));
        await small.ReadAsync(HttpStatusCode.Created);
        using var body = Csv(Table + string.Concat(Enumerable.Repeat("7,8,B\n", 1000)));
        body.Headers.ContentType = new MediaTypeHeaderValue(type);
        using var large = await server.SendAsync(HttpMethod.Put, "/v1/data/large?positive=M", body);
        await large.ProblemAsync(HttpStatusCode.RequestEntityTooLarge);
        await server.GetJsonAsync("/v1/data/large", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Put_OtherNumbersUnderAName_IsRefused()
    {
        using var first = await PutAsync("taken", "positive=M", Table);
        using var other = await PutAsync("taken", "positive=B", Table);
        var problem = await other.ProblemAsync(HttpStatusCode.Conflict);
        Assert.Contains("is the name of other numbers (3 rows of 2 features from text/csv)", (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_WhileAnotherIsRead_WaitsOrIsAskedToComeAgain()
    {
        using var server = await web.StartAsync(limits: new() { WaitingUploads = 0 });

        // A body that is held for longer than the server's least rate of bytes allows is given up: then another is held.
        await Eventually.TrueAsync(
            async () =>
            {
                using var slow = new HeldContent(Table);
                var first = server.SendAsync(HttpMethod.Put, "/v1/data/slow?positive=M", slow, ("Expect", "100-continue"));
                await Task.WhenAny(slow.Begun, first);
                using var second = await server.SendAsync(HttpMethod.Put, "/v1/data/fast?positive=M", Csv(Table));
                slow.Release();
                if (await StatusOfAsync(first) != HttpStatusCode.Created)
                    return false;
                await second.ProblemAsync(HttpStatusCode.TooManyRequests);
                Assert.NotNull(second.Headers.RetryAfter);
                return true;
            },
            "an upload is held and the second is asked to come again");
    }

    [Fact]
    public async Task Submit_ASpecThatNamesADataSet_TrainsOnItAndKeepsIt()
    {
        const string Spec = "name: mine\nparameters:\n  pattern: [mine, circle]\n  iterations: [10]\n  samples: [2]\n";
        using (var unknown = await web.Open.SendAsync(HttpMethod.Post, "/v1/sweeps", Answers.Yaml(Spec)))
            await unknown.ProblemAsync(HttpStatusCode.UnprocessableEntity);
        using (var stored = await PutAsync("mine", "positive=M", Needed))
            await stored.ReadAsync(HttpStatusCode.Created);
        using var submitted = await web.Open.SendAsync(HttpMethod.Post, "/v1/sweeps", Answers.Yaml(Spec));
        var id = (Guid)(await submitted.ReadAsync(HttpStatusCode.Created))["sweep_id"]!;
        using (var refused = await web.Open.SendAsync(HttpMethod.Delete, "/v1/data/mine"))
            Assert.Contains($"{id:d} (mine)", (string?)(await refused.ProblemAsync(HttpStatusCode.Conflict))["detail"], StringComparison.Ordinal);
        await web.Silo.TakeUpAsync(id, _cancellation);
        await TestSweeps.CompletedAsync(web.Store, id);
        Assert.Equal(2, (await web.Store.TotalTrialsAsync(id, _cancellation)).Completed);
        using var removed = await web.Open.SendAsync(HttpMethod.Delete, "/v1/data/mine");
        await removed.ReadAsync();
    }

    private static async Task<HttpStatusCode?> StatusOfAsync(Task<HttpResponseMessage> asking)
    {
        try
        {
            using var response = await asking;
            return response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static StringContent Csv(string text) => new(text, Encoding.UTF8, "text/csv");

    private Task<HttpResponseMessage> PutAsync(string name, string query, string text) => SendAsync(HttpMethod.Put, $"/v1/data/{name}?{query}", text);

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string text) => web.Open.SendAsync(method, path, Csv(text));

    /// <summary>A body that begins when the server says that it reads it, and whose second half comes when it is released.</summary>
    private sealed class HeldContent : HttpContent
    {
        private readonly byte[] _bytes;
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public HeldContent(string text)
        {
            _bytes = Encoding.UTF8.GetBytes(text);
            Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        }

        public Task Begun => _begun.Task;

        public void Release() => _released.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(_bytes.AsMemory(0, 20));
            await stream.FlushAsync();
            _begun.SetResult();
            await _released.Task;
            await stream.WriteAsync(_bytes.AsMemory(20));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
