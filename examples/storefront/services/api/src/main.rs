//! The product API of the storefront.

fn main() {
    println!("storefront-api");
}
