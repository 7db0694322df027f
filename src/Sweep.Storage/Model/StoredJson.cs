using System.Text.Json.Serialization;

namespace Sweep.Storage.Model;

/// <summary>
/// How lists are written into columns of text. Generated: a serializer that learns its types by reflection is compiled while the first lease is waited for.
/// </summary>
[JsonSerializable(typeof(long[][]))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class StoredJson : JsonSerializerContext;
